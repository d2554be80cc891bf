// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.numeric.LinearInterpolation;
import io.affinity.forecast.numeric.StraightLine;
import io.affinity.forecast.recursion.Decomposition;

/**
 * Where the search for the initial states begins: the season by classical decomposition, level and slope by a straight
 * line through the first values without it (Hyndman, Koehler, Ord and Snyder 2008, section 2.6.1).
 */
final class EtsStart {

    final double level;
    final double slope;
    final double[] season;

    private EtsStart(double level, double slope, double[] season) {
        this.level = level;
        this.slope = slope;
        this.season = season;
    }

    /** @param values two periods at least, not all missing */
    static EtsStart of(EtsSpec spec, double[] values, int period) {
        double[] filled = values.clone();
        LinearInterpolation.fill(filled);
        double[] season = spec.seasonal() ? season(spec, filled, period) : new double[1];
        int length = Math.min(Math.max(10, 2 * season.length), filled.length);
        for (int i = 0; i < length; i++) {
            double factor = season[i % season.length];
            filled[i] = spec.factors() ? filled[i] / factor : filled[i] - factor;
        }
        StraightLine line = StraightLine.through(filled, length);
        double mean = line.mean();
        if (!spec.trended()) {
            return new EtsStart(mean, 0, season);
        }
        double slope = line.slope();
        double level = line.after(-(length + 1) / 2.0);
        // The first mean of a series of positive values must be one.
        return spec.relative() && !(level + slope > 0)
                ? new EtsStart(mean, 0, season)
                : new EtsStart(level, slope, season);
    }

    private static double[] season(EtsSpec spec, double[] values, int period) {
        double[] average = Decomposition.movingAverage(values, period);
        return spec.factors()
                ? Decomposition.factors(values, average, period)
                : Decomposition.terms(values, average, period);
    }
}
