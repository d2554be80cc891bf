package io.affinity.core.contention;

import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;

/**
 * Equally likely values of one series at one step, ascending: of S draws the one of rank {@code k} is the quantile at
 * {@code (k + 0.5) / S}, between zero and what the VM can use at most.
 *
 * <p>Between two levels the quantile function is a straight line. Beyond the outermost levels it is that of an exponential
 * distribution through the two outermost quantiles: a straight line would end where demand that comes in bursts begins,
 * and the sum of a host's VMs would vary too little.
 *
 * <p>Cutting at zero raises the mean of a VM that is nearly idle, and a host has many of those: their sum would be too high.
 * Draws whose mean is above the forecast's are therefore lowered, all by the same amount and none below zero, until it is
 * not; that leaves peaks as far above the rest as they were.
 */
final class MarginalDraws {

    private final double[] sorted;

    MarginalDraws(int scenarios) {
        this.sorted = new double[scenarios];
    }

    /** {@return the draws; overwritten by the next call} */
    double[] draw(Forecast forecast, int step, double ceiling) {
        int upper = Math.min(1, forecast.levels().size() - 1);
        double sum = 0;
        for (int k = 0; k < sorted.length; k++) {
            double probability = (k + 0.5) / sorted.length;
            // Levels and probabilities both ascend, so the levels are walked along once.
            upper = levelAbove(forecast.levels(), probability, upper);
            sorted[k] = bounded(quantile(forecast, step, upper, probability), ceiling);
            sum += sorted[k];
        }
        double excess = sum - bounded(forecast.mean(step), ceiling) * sorted.length;
        if (excess > 0) {
            lower(excess);
        }
        return sorted;
    }

    /** Takes {@code excess} away in all: from the draws above zero the same amount each. */
    private void lower(double excess) {
        double left = excess;
        int first = 0;
        // A draw below the amount that each must give gives all it has, and the others share the rest.
        while (first < sorted.length && sorted[first] * (sorted.length - first) <= left) {
            left -= sorted[first];
            sorted[first] = 0;
            first++;
        }
        double each = left / Math.max(1, sorted.length - first);
        for (int k = first; k < sorted.length; k++) {
            sorted[k] = Math.max(0, sorted[k] - each);
        }
    }

    /** {@return what no draw of any step exceeds} */
    static double highest(Forecast forecast, int steps, int scenarios, double ceiling) {
        double highest = 0;
        double probability = (scenarios - 0.5) / scenarios;
        int upper = levelAbove(
                forecast.levels(), probability, Math.min(1, forecast.levels().size() - 1));
        for (int t = 0; t < steps; t++) {
            highest = Math.max(highest, bounded(quantile(forecast, t, upper, probability), ceiling));
        }
        return highest;
    }

    private static int levelAbove(QuantileLevels levels, double probability, int from) {
        int upper = from;
        while (upper < levels.size() - 1 && levels.get(upper) < probability) {
            upper++;
        }
        return upper;
    }

    private static double quantile(Forecast forecast, int step, int upper, double probability) {
        double high = forecast.quantile(upper, step);
        if (upper == 0) {
            return high;
        }
        double highLevel = forecast.levels().get(upper);
        double lowLevel = forecast.levels().get(upper - 1);
        double low = forecast.quantile(upper - 1, step);
        if (probability > highLevel) {
            return high
                    + (high - low)
                            * Math.log((1 - highLevel) / (1 - probability))
                            / Math.log((1 - lowLevel) / (1 - highLevel));
        }
        if (probability < lowLevel) {
            return low - (high - low) * Math.log(lowLevel / probability) / Math.log(highLevel / lowLevel);
        }
        return low + (probability - lowLevel) / (highLevel - lowLevel) * (high - low);
    }

    private static double bounded(double value, double ceiling) {
        return Math.max(0, Math.min(ceiling, value));
    }
}
