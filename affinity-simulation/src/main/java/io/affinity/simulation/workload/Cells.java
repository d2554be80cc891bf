// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.util.ArrayList;
import java.util.List;

/** The cells of a line, and the checks that tables share. */
final class Cells {

    /** More than any host has of anything; what is computed from two of them still fits into single precision. */
    static final double MOST = 1e18;

    private Cells() {}

    /** {@return the cells between separators, without the white space around them} */
    static List<String> of(String line, char separator) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int to = line.indexOf(separator); to >= 0; to = line.indexOf(separator, from)) {
            cells.add(line.substring(from, to).strip());
            from = to + 1;
        }
        cells.add(line.substring(from).strip());
        return cells;
    }

    static void requireCount(TraceLines lines, int actual, int expected) {
        if (actual != expected) {
            throw lines.wrongLine("the row has " + actual + " values; it must have " + expected + ", as the header.");
        }
    }

    static void requireName(TraceLines lines, String vm) {
        if (vm.isEmpty()) {
            throw lines.wrongCell(0, vm, "the name of a VM");
        }
    }

    /** {@return the number in a cell, or NaN if it is not a number from zero to 1e18} */
    static double quantity(String text) {
        if (!isDecimal(text)) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && value <= MOST ? value + 0.0 : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN; // the caller knows the place, and says what is wrong there
        }
    }

    /** Java reads more as a number than anybody means by one, such as 5d and 0x1p3. */
    private static boolean isDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.eE+-".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
