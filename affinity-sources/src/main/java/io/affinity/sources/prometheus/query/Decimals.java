// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

/** Numbers as servers write them. Most have few digits, and are read without a detour. */
final class Decimals {

    /** So many digits are exact in a double, as is their quotient by a power of ten up to the 22nd. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS = new double[EXACT_DIGITS + 1];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private Decimals() {}

    /**
     * {@return the double nearest to a decimal number, and what NaN, +Inf and -Inf mean}
     *
     * @throws NumberFormatException if it is none of these
     */
    static double parse(char[] text, int from, int length) {
        int end = from + length;
        boolean isNegative = length > 0 && text[from] == '-';
        int digits = 0;
        int point = -1;
        long mantissa = 0;
        int i = isNegative ? from + 1 : from;
        for (; i < end && digits <= EXACT_DIGITS; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                mantissa = 10 * mantissa + (c - '0');
                digits++;
            } else if (c == '.' && point < 0) {
                point = digits;
            } else {
                break;
            }
        }
        if (i < end || digits == 0 || digits > EXACT_DIGITS) {
            return anyOther(new String(text, from, length));
        }
        double magnitude = point < 0 ? mantissa : mantissa / POWERS[digits - point];
        return isNegative ? -magnitude : magnitude;
    }

    private static double anyOther(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
