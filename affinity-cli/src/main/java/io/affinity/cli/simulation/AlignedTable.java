// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as lines of text: the first column begins at the left, the others end at the right. */
final class AlignedTable {

    private static final String GAP = "  ";

    private AlignedTable() {}

    /** @param rows at least one, all of the same length */
    static List<String> of(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(row.get(0)).append(padding(widths[0], row.get(0)));
            for (int c = 1; c < widths.length; c++) {
                line.append(GAP).append(padding(widths[c], row.get(c))).append(row.get(c));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String padding(int width, String cell) {
        return " ".repeat(width - cell.length());
    }
}
