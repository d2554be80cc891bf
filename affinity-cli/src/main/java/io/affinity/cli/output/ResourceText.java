// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.spi.model.Resource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** What people call a resource, and amounts of it: three digits, and powers of 1000 where the unit is bytes. */
public final class ResourceText {

    private static final String BYTES = "bytes";
    private static final List<String> PREFIXES = List.of("", "k", "M", "G", "T", "P", "E");
    private static final MathContext DIGITS = new MathContext(3);

    private ResourceText() {}

    /** {@return such as "CPU" or "disk throughput"} */
    public static String of(Resource resource) {
        return resource.equals(Resource.CPU) ? "CPU" : resource.name().replace('-', ' ');
    }

    /** {@return such as "98 of 64 cores" or "1.2 of 2 TB": two amounts in one unit, that of the larger one} */
    public static String ofAll(double part, double whole, Resource resource) {
        double larger = Math.max(part, whole);
        return number(part, larger, resource) + " of " + number(whole, larger, resource) + " " + unit(larger, resource);
    }

    private static String unit(double value, Resource resource) {
        String unit = resource.unit();
        if (!unit.startsWith(BYTES)) {
            return unit;
        }
        return PREFIXES.get(power(value, resource)) + "B" + unit.substring(BYTES.length());
    }

    private static String number(double value, double like, Resource resource) {
        double scaled = value / Math.pow(1000, power(like, resource));
        return Math.abs(scaled) >= 100
                ? String.format(Locale.ROOT, "%,.0f", scaled)
                : new BigDecimal(scaled).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static int power(double value, Resource resource) {
        int power = 0;
        for (double rest = value;
                resource.unit().startsWith(BYTES) && rest >= 1000 && power < PREFIXES.size() - 1;
                power++) {
            rest /= 1000;
        }
        return power;
    }
}
