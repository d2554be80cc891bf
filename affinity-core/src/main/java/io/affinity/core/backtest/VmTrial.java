// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;

/** What became of the forecasts of one VM. Filled by one thread at a time, and read when all are done. */
final class VmTrial {

    /** The place of the lower level of the intervals of 80, 90 and 95 % among all levels; the upper is as far from the other end. */
    private static final int[] LOWER = {2, 1, 0};

    static final int INTERVALS = LOWER.length;

    private static final QuantileLevels LEVELS = Backtest.LEVELS;

    private final int leads;
    private final int origins;
    private final double[] actual;
    private final double[] losses;
    private final double[] below;
    private final int[] inside;
    private final int[] failed;
    private final long[] nanos;
    private final String[] problems;

    VmTrial(int contenders, int leads, int origins) {
        this.leads = leads;
        this.origins = origins;
        this.actual = new double[leads * origins];
        this.losses = new double[contenders * leads * origins];
        this.below = new double[contenders * leads * LEVELS.size()];
        this.inside = new int[contenders * leads * INTERVALS];
        this.failed = new int[contenders];
        this.nanos = new long[contenders];
        this.problems = new String[contenders];
        Arrays.fill(actual, Double.NaN);
        Arrays.fill(losses, Double.NaN);
        Arrays.fill(problems, "");
    }

    /** Notes that a contender had no forecast. */
    void fail(int contender, String problem) {
        failed[contender]++;
        problems[contender] = problems[contender].isEmpty() ? problem : problems[contender];
    }

    void spend(int contender, long cpuNanos) {
        nanos[contender] += cpuNanos;
    }

    /**
     * Compares a forecast with what came.
     *
     * @param quantiles of this lead, at all levels
     * @param value that came; nothing is compared if it is missing
     */
    void compare(int contender, int lead, int origin, double[] quantiles, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        int place = contender * leads + lead;
        actual[lead * origins + origin] = value;
        losses[place * origins + origin] = QuantileScores.pinball(quantiles, value);
        double[] shares = QuantileScores.shares(quantiles, value);
        for (int level = 0; level < shares.length; level++) {
            below[place * shares.length + level] += shares[level];
        }
        for (int i = 0; i < INTERVALS; i++) {
            boolean isInside = quantiles[LOWER[i]] <= value && value <= quantiles[quantiles.length - 1 - LOWER[i]];
            inside[place * INTERVALS + i] += isInside ? 1 : 0;
        }
    }

    /** {@return what came at a lead after an origin; NaN if nothing was compared} */
    double actual(int lead, int origin) {
        return actual[lead * origins + origin];
    }

    /** {@return the mean pinball loss of a forecast; NaN if it was not compared} */
    double loss(int contender, int lead, int origin) {
        return losses[(contender * leads + lead) * origins + origin];
    }

    /** {@return of how many values, in parts where several quantiles are the value itself, a quantile was not exceeded} */
    double below(int contender, int lead, int level) {
        return below[(contender * leads + lead) * LEVELS.size() + level];
    }

    /** {@return how many values were within the interval of 80, 90 or 95 %} */
    int inside(int contender, int lead, int interval) {
        return inside[(contender * leads + lead) * INTERVALS + interval];
    }

    int failed(int contender) {
        return failed[contender];
    }

    /** {@return the first reason why a contender had no forecast; empty if it always had one} */
    String problem(int contender) {
        return problems[contender];
    }

    long nanos(int contender) {
        return nanos[contender];
    }
}
