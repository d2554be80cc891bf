// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as a person reads them, and columns of them. */
final class FigureText {

    private static final String NOTHING = "-";
    private static final String GAP = "  ";

    private FigureText() {}

    /** {@return four digits, and a prefix where there are more than that before the point; "-" for NaN} */
    static String quantity(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        double size = Math.abs(value);
        String[] prefixes = {"", " k", " M", " G", " T", " P"};
        int prefix = 0;
        while (size >= 10_000 && prefix < prefixes.length - 1) {
            size /= 1000;
            value /= 1000;
            prefix++;
        }
        int decimals = size == 0 || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value) + prefixes[prefix];
    }

    /** {@return a share in percent, with this many decimals} */
    static String percent(double share, int decimals) {
        if (!Double.isFinite(share)) {
            return special(share);
        }
        String text = String.format(Locale.ROOT, "%." + decimals + "f", 100 * share);
        return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
    }

    private static String special(double value) {
        return Double.isNaN(value) ? NOTHING : value > 0 ? "inf" : "-inf";
    }

    /** {@return a line for each row; the first column begins at the left, all others end at the right} */
    static List<String> aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String blanks = " ".repeat(widths[c] - row.get(c).length());
                line.append(c == 0 ? row.get(c) + blanks : GAP + blanks + row.get(c));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
