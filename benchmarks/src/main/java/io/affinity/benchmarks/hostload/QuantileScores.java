// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import io.affinity.benchmarks.scores.ForecastScores;

/** How the loads of hosts came out beside what one rule had said about them. */
final class QuantileScores {

    private static final double[] LEVELS = {0.025, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.975};

    private final Interval interval80 = new Interval(0.1);
    private final Interval interval95 = new Interval(0.025);
    private long outcomes;
    private long contended;
    private double happened;
    private double squaredErrors;
    private double pinball;

    /** How often the outcome was above and below the interval between a probability and its complement. */
    private static final class Interval {
        private final double tail;
        private long counted;
        private long above;
        private long below;

        Interval(double tail) {
            this.tail = tail;
        }

        /** An outcome at the bound is within: a host that is idle, and was said to be, is no error. */
        void add(LoadDistribution said, double actual, double rounding) {
            if (said.reaches(tail) && said.reaches(1 - tail)) {
                counted++;
                above += actual > said.quantile(1 - tail) + rounding ? 1 : 0;
                below += actual < said.quantile(tail) - rounding ? 1 : 0;
            }
        }

        double within() {
            return 1 - share(above) - share(below);
        }

        double share(long count) {
            return (double) count / counted;
        }
    }

    /**
     * Counts one outcome.
     *
     * @param capacity of the host
     */
    void add(LoadDistribution said, double actual, double capacity) {
        // Scenarios are whole quanta, rounded down, and sums depend on their order.
        double rounding = 1e-6 * actual;
        outcomes++;
        happened += actual;
        contended += actual > capacity ? 1 : 0;
        double error = said.above(capacity) - (actual > capacity ? 1 : 0);
        squaredErrors += error * error;
        for (double level : LEVELS) {
            pinball += ForecastScores.pinball(level, said.quantile(level), actual) / LEVELS.length;
        }
        interval80.add(said, actual, rounding);
        interval95.add(said, actual, rounding);
    }

    long outcomes() {
        return outcomes;
    }

    /** {@return how often a host was short of its capacity} */
    double contended() {
        return (double) contended / outcomes;
    }

    /** {@return the share of outcomes within the 80 % interval; NaN where no rule that said so much was asked} */
    double within80() {
        return interval80.within();
    }

    double above80() {
        return interval80.share(interval80.above);
    }

    double below80() {
        return interval80.share(interval80.below);
    }

    /** {@return the share of outcomes within the 95 % interval; NaN for fewer than 39 scenarios, which have none} */
    double within95() {
        return interval95.within();
    }

    double above95() {
        return interval95.share(interval95.above);
    }

    double below95() {
        return interval95.share(interval95.below);
    }

    /**
     * {@return the mean squared error of the probability that a host is short; 0 is perfect (Brier, Monthly Weather Review
     * 78, 1950)}
     */
    double brier() {
        return squaredErrors / outcomes;
    }

    /**
     * {@return the mean pinball loss of the deciles and the quantiles at 2.5 and 97.5 %, as a share of the mean load; lower is
     * better}
     */
    double pinball() {
        return pinball / happened;
    }
}
