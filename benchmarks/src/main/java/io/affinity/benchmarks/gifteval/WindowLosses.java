// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

/**
 * What one forecast adds to the sums of its task. Values that are missing are left out.
 *
 * @param pinball twice the pinball losses, summed over the steps and averaged over the deciles
 * @param absolute the sum of the absolute values
 * @param scaledErrors the sum of the absolute errors of the median in units of the seasonal error
 * @param scaled over how many steps; 0 where the seasonal error is 0 or unknown
 */
record WindowLosses(double pinball, double absolute, double scaledErrors, int scaled) {

    static final WindowLosses NONE = new WindowLosses(0, 0, 0, 0);

    private static final int DECILES = 9;
    private static final int MEDIAN = 4;

    /**
     * {@return the losses of a forecast}
     *
     * @param deciles step after step
     */
    static WindowLosses of(EvalWindow window, double[] deciles) {
        double[] actual = window.actual();
        double scale = seasonalError(window.history(), window.task().season());
        boolean hasScale = scale > 0 && Double.isFinite(scale);
        WindowLosses sum = NONE;
        for (int i = 0; i < actual.length; i++) {
            if (!Double.isNaN(actual[i])) {
                double error = Math.abs(actual[i] - deciles[i * DECILES + MEDIAN]);
                sum = sum.plus(new WindowLosses(
                        pinball(actual[i], deciles, i * DECILES),
                        Math.abs(actual[i]),
                        hasScale ? error / scale : 0,
                        hasScale ? 1 : 0));
            }
        }
        return sum;
    }

    private static double pinball(double actual, double[] deciles, int at) {
        double sum = 0;
        for (int d = 0; d < DECILES; d++) {
            double level = (d + 1) / 10.0;
            double excess = actual - deciles[at + d];
            sum += 2 * Math.max(level * excess, (level - 1) * excess);
        }
        return sum / DECILES;
    }

    /** The mean absolute difference to the value a season before, over pairs that exist; NaN if there is none. */
    private static double seasonalError(double[] history, int season) {
        double sum = 0;
        int pairs = 0;
        for (int i = season; i < history.length; i++) {
            double difference = Math.abs(history[i] - history[i - season]);
            if (!Double.isNaN(difference)) {
                sum += difference;
                pairs++;
            }
        }
        return sum / pairs;
    }

    WindowLosses plus(WindowLosses other) {
        return new WindowLosses(
                pinball + other.pinball,
                absolute + other.absolute,
                scaledErrors + other.scaledErrors,
                scaled + other.scaled);
    }

    /** {@return the mean weighted quantile loss} */
    double wql() {
        return pinball / absolute;
    }

    /** {@return the mean absolute scaled error of the median} */
    double mase() {
        return scaledErrors / scaled;
    }
}
