// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.spi.model.Resource;
import java.util.Locale;

/** An amount of a resource in words. */
public final class Amount {

    private static final String[] PREFIXES = {"", "Ki", "Mi", "Gi", "Ti", "Pi"};
    private static final double KIBI = 1024;

    private Amount() {}

    /** {@return such as "1.25 cores" or "1.5 GiB"} */
    public static String of(double value, Resource resource) {
        if (!resource.unit().startsWith("bytes")) {
            return String.format(Locale.ROOT, "%.3g %s", value, resource.unit());
        }
        int prefix = 0;
        double shown = value;
        while (Math.abs(shown) >= KIBI && prefix < PREFIXES.length - 1) {
            shown /= KIBI;
            prefix++;
        }
        String unit = resource.unit().replaceFirst("bytes", PREFIXES[prefix] + "B");
        return String.format(Locale.ROOT, "%.1f %s", shown, unit);
    }
}
