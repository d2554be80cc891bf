// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.core.balancing.Overload;
import java.util.Locale;

/** All hosts together being short, in words. */
public final class OverloadText {

    private OverloadText() {}

    /** {@return one sentence} */
    public static String of(Overload overload) {
        if (Double.isInfinite(overload.share())) {
            return "No host may serve " + overload.resource() + " in " + SpanText.of(overload.ahead())
                    + ": nothing is migrated because of it.";
        }
        return String.format(
                Locale.ROOT,
                "All hosts together run short of %s in %s (%.0f %%), when %.0f %% of what they can serve is wanted: no"
                        + " placement helps, and nothing is migrated because of it.",
                overload.resource(),
                SpanText.of(overload.ahead()),
                100 * overload.probability(),
                100 * overload.share());
    }
}
