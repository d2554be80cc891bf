// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.core.advice.RulePrice;
import io.affinity.spi.model.Strength;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What rules cost, as a table. */
public final class PriceText {

    private PriceText() {}

    /** {@return a line for each rule, below a heading; one line where there are none} */
    public static List<String> of(List<RulePrice> prices) {
        if (prices.isEmpty()) {
            return List.of("No rule has a price: none holds, or nothing was searched for.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(line("WITHOUT", "STRENGTH", "MIGRATIONS", "COST", "VIOLATION"));
        for (RulePrice price : prices) {
            lines.add(line(
                    price.rule(),
                    strength(price.strength()),
                    String.format(Locale.ROOT, "%+d", -price.migrations()),
                    signed(-price.cost()),
                    signed(-price.hardViolation())));
        }
        return lines;
    }

    private static String line(String rule, String strength, String migrations, String cost, String violation) {
        return String.format(Locale.ROOT, "%-24s %-10s %10s %10s %10s", rule, strength, migrations, cost, violation);
    }

    private static String strength(Strength strength) {
        return strength instanceof Strength.Soft soft ? "soft " + ReasonText.number(soft.weight()) : "hard";
    }

    private static String signed(double value) {
        return value == 0 ? "0" : (value > 0 ? "+" : "") + ReasonText.number(value);
    }
}
