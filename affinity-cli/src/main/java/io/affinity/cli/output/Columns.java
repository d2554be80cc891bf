// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Texts in columns, each as wide as its widest. Not thread-safe. */
public final class Columns {

    private static final String GAP = "  ";
    private static final String RIGHT = ">";

    private final boolean[] isRight;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param heads of the columns; one that begins with {@code >} has its texts to the right, as numbers have */
    public Columns(String... heads) {
        isRight = new boolean[heads.length];
        List<String> row = new ArrayList<>();
        for (int i = 0; i < heads.length; i++) {
            isRight[i] = heads[i].startsWith(RIGHT);
            row.add(isRight[i] ? heads[i].substring(RIGHT.length()) : heads[i]);
        }
        rows.add(row);
    }

    /** Adds a row, with a text for each column. */
    public void add(String... texts) {
        if (texts.length != isRight.length) {
            throw new IllegalArgumentException(
                    "The row has (" + texts.length + ") texts; it must have " + isRight.length + ".");
        }
        rows.add(List.of(texts));
    }

    /** {@return the head and the rows} */
    public List<String> lines() {
        int[] widths = new int[isRight.length];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            cells.add(isRight[i] ? space + row.get(i) : row.get(i) + space);
        }
        return String.join(GAP, cells).stripTrailing();
    }
}
