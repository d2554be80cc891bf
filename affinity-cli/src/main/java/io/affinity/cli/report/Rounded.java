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
    private Rounded() {}

    /** {@return a JSON number of at most the given significant digits, in its shorter notation} */
    static String json(double value, int digits) {
        BigDecimal rounded = significant(value, digits);
        String scientific = rounded.toString();
        String plain = rounded.toPlainString();
        return plain.length() <= scientific.length() ? plain : scientific;
    }

    /** {@return the value for a sentence, with grouped thousands and at most four significant digits below 1000} */
    static String text(double value) {
        if (Math.abs(value) >= 1000) {
            return String.format(
                    Locale.ROOT,
                    "%,d",
                    new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN).toBigInteger());
        }
        return significant(value, 4).toPlainString();
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
