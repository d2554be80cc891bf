// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers cut to the digits a reader can use. By way of {@link BigDecimal}, because the shortest text of a double
 * differs between Java releases.
 */
final class Rounded {
    private static final double LEAST_PLAIN = 0.001;

    private Rounded() {}

    /** {@return a JSON number of at most the given significant digits, in its shorter notation} */
    static String json(double value, int digits) {
        BigDecimal rounded = significant(value, digits);
        String scientific = rounded.toString();
        String plain = rounded.toPlainString();
        return plain.length() <= scientific.length() ? plain : scientific;
    }

    /**
     * {@return the value for a sentence: whole from 100 on, with grouped thousands, below with three significant digits,
     * and as a power of ten where that would be next to nothing}
     */
    static String text(double value) {
        if (Math.abs(value) >= 100) {
            return String.format(
                    Locale.ROOT,
                    "%,d",
                    new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
        }
        if (value != 0 && Math.abs(value) < LEAST_PLAIN) {
            return String.format(Locale.ROOT, "%.1e", value).replace("e-0", "e-");
        }
        return significant(value, 3).toPlainString();
    }

    /** {@return the value in whole numbers, as who counts says it} */
    static String whole(double value) {
        if (value > 0 && value < 1) {
            return "less than 1";
        }
        return String.format(
                Locale.ROOT,
                "%,d",
                new BigDecimal(value).setScale(0, RoundingMode.HALF_UP).toBigInteger());
    }

    private static BigDecimal significant(double value, int digits) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        return new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
    }
}
