package io.affinity.forecast.transform;

import io.affinity.forecast.internal.StateReader;
import io.affinity.forecast.internal.StateWriter;

/** A strictly increasing function of the values of a series, continued beyond the values that it is for. */
sealed interface Scale {

    /** {@return what identifies it, for a person} */
    String description();

    /** {@return the value on this scale; NaN if it is missing, finite otherwise} Values outside the range count as its end. */
    double of(double value);

    /** {@return the value, within its range, that is so on this scale} */
    double invert(double scaled);

    /** Puts itself into bytes. */
    void write(StateWriter out);

    /** {@return what was put into bytes} */
    static Scale read(StateReader in) {
        return switch (in.takeInt("the kind of scale", 0, 1)) {
            case 0 -> new BoxCox(in.takeDouble(), in.takeDouble(), in.takeDouble());
            default -> new Logit(in.takeDouble(), in.takeDouble());
        };
    }

    /**
     * The power transformation {@code ((x - base)^lambda - 1) / lambda}, and {@code log(x - base)} for 0 (Box and Cox 1964).
     *
     * @param lambda in [0, 2]
     * @param base the least value possible
     * @param least positive: a value that exceeds the base by less than twice this is lifted to between one and two times this,
     *     so that the base itself is finite
     */
    record BoxCox(double lambda, double base, double least) implements Scale {

        static final double MOST_LAMBDA = 2;

        @Override
        public String description() {
            return "box-cox lambda " + lambda;
        }

        @Override
        public double of(double value) {
            double excess = Double.isNaN(value) ? value : Math.max(0, value - base);
            double lifted = excess < 2 * least ? least + excess / 2 : excess;
            return lambda == 0 ? Math.log(lifted) : (Math.pow(lifted, lambda) - 1) / lambda;
        }

        @Override
        public double invert(double scaled) {
            double lifted = lambda == 0 ? Math.exp(scaled) : Math.pow(Math.max(0, lambda * scaled + 1), 1 / lambda);
            return base + (lifted < 2 * least ? Math.max(0, 2 * (lifted - least)) : lifted);
        }

        @Override
        public void write(StateWriter out) {
            out.putInt(0);
            out.putDouble(lambda);
            out.putDouble(base);
            out.putDouble(least);
        }
    }

    /**
     * The logarithm of the odds of {@code (x - lower) / (upper - lower)}, which is shrunk towards one half first so that the
     * bounds themselves are finite (Smithson and Verkuilen 2006).
     *
     * @param lower less than {@code upper}, both finite
     */
    record Logit(double lower, double upper) implements Scale {

        private static final double SHRINKAGE = 0.001;

        @Override
        public String description() {
            return "logit of " + lower + " to " + upper;
        }

        @Override
        public double of(double value) {
            double share = Math.max(0, Math.min(1, (value - lower) / (upper - lower)));
            double inner = SHRINKAGE / 2 + (1 - SHRINKAGE) * share;
            return Math.log(inner / (1 - inner));
        }

        @Override
        public double invert(double scaled) {
            double inner = 1 / (1 + Math.exp(-scaled));
            double share = Math.max(0, Math.min(1, (inner - SHRINKAGE / 2) / (1 - SHRINKAGE)));
            return Math.max(lower, Math.min(upper, lower + share * (upper - lower)));
        }

        @Override
        public void write(StateWriter out) {
            out.putInt(1);
            out.putDouble(lower);
            out.putDouble(upper);
        }
    }
}
