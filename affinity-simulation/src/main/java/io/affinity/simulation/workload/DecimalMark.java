// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

/** Reads the numbers of one file, which all have the decimal mark of the first that has any: 1.500 is not 1500 where 0,5 is a half. */
final class DecimalMark {

    private final boolean mayBeComma;
    private char mark;

    /** @param mayBeComma whether a comma may be the decimal mark, as it does not separate cells */
    DecimalMark(boolean mayBeComma) {
        this.mayBeComma = mayBeComma;
    }

    /** {@return the number, or NaN if it is not one from zero to 1e18 with the mark of those before} */
    double quantity(String text) {
        boolean hasComma = text.indexOf(',') >= 0;
        boolean hasPoint = text.indexOf('.') >= 0;
        if (!hasComma && !hasPoint) {
            return Cells.quantity(text);
        }
        char own = hasComma ? ',' : '.';
        boolean isOther = mark != 0 && own != mark;
        if (isOther || (hasComma && (hasPoint || !mayBeComma))) {
            return Double.NaN;
        }
        mark = own;
        return Cells.quantity(text.replace(',', '.'));
    }

    /** {@return what a number must be, for messages} */
    String legal() {
        String marks = mark != 0
                ? " with a decimal " + (mark == ',' ? "comma, as those before" : "point")
                : mayBeComma ? " with a decimal point or comma" : " with a decimal point";
        return "a number from 0 to 1e18" + marks + ", or empty for a gap";
    }
}
