package io.affinity.forecast.transform;

import io.affinity.spi.forecast.ForecastRequest;
import org.jspecify.annotations.Nullable;

/** Which scale a series is forecast on. */
sealed interface ScaleChoice {

    /** {@return the name of what it chooses} */
    String name();

    /** {@return the scale for this request; null if the series is best left as it is} */
    @Nullable
    Scale scale(ForecastRequest request);

    /** The power of Box and Cox; see {@link Transformed#boxCox}. */
    record BoxCoxBy(double givenLambda) implements ScaleChoice {

        /** In place of a parameter: by Guerrero's method. */
        static final double GUERRERO = Double.NaN;

        private static final double NEAR_ONE = 0.95;
        /** Less than this share of the mean counts as so much: near zero a logarithm makes much of nothing. */
        private static final double LEAST_SHARE = 0.001;

        private static final double DIGITS = 1.0 / 128;

        private static final int BLOCK = 2;

        @Override
        public String name() {
            return "box-cox";
        }

        @Override
        public @Nullable Scale scale(ForecastRequest request) {
            double[] values = request.history().values();
            double base = Double.isFinite(request.lower()) ? request.lower() : 0;
            double sum = 0;
            int count = 0;
            double least = Double.POSITIVE_INFINITY;
            for (double value : values) {
                if (value < base && !Double.isFinite(request.lower())) {
                    return null;
                }
                if (value > base) {
                    sum += value - base;
                    count++;
                    least = Math.min(least, value - base);
                }
            }
            if (count == 0) {
                return null;
            }
            double floor = Math.max(least / 2, LEAST_SHARE * (sum / count));
            double lambda = Double.isNaN(givenLambda) ? guerrero(request, values, base, floor) : givenLambda;
            double most = Double.isNaN(givenLambda) ? NEAR_ONE : Scale.BoxCox.MOST_LAMBDA;
            boolean changesNothing = lambda == 1 || !(lambda <= most);
            return changesNothing ? null : new Scale.BoxCox(lambda, base, floor);
        }

        private static double guerrero(ForecastRequest request, double[] values, double base, double floor) {
            int block = BLOCK;
            int shortest = Integer.MAX_VALUE;
            for (int period : request.seasonalPeriods()) {
                shortest = Math.min(shortest, period);
            }
            block = shortest <= values.length / 2 ? shortest : block;
            double[] excess = new double[values.length];
            for (int i = 0; i < excess.length; i++) {
                excess[i] = Double.isNaN(values[i]) ? values[i] : Math.max(floor, values[i] - base);
            }
            // More digits mean nothing, and very small ones make powers of a million.
            return Math.rint(Guerrero.lambda(excess, block, 0, 1) / DIGITS) * DIGITS;
        }
    }

    /** The logarithm of the odds; see {@link Transformed#logit}. */
    record LogitOfBounds() implements ScaleChoice {

        @Override
        public String name() {
            return "logit";
        }

        @Override
        public @Nullable Scale scale(ForecastRequest request) {
            boolean bounded = Double.isFinite(request.lower()) && Double.isFinite(request.upper());
            return bounded
                            && request.upper() - request.lower() > 0
                            && Double.isFinite(request.upper() - request.lower())
                    ? new Scale.Logit(request.lower(), request.upper())
                    : null;
        }
    }
}
