// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import java.util.List;

/**
 * The figures of one model at one horizon, each averaged over the series on which it can be told.
 *
 * @param series on how many there was something to compare
 * @param failed on how many the model could not be fitted
 * @param loss mean pinball loss over nine levels, scaled by the naive error in the values first learned
 * @param pinball50 of the median, scaled likewise; pinball90 of the 0.9 quantile
 * @param coverage80 share of values in the interval, 0 to 1, likewise coverage95
 * @param fitMillis CPU time of one fit
 * @param loopMicros CPU time of one origin: forecasts and observations until the next
 */
record RollingRow(
        String model,
        int horizon,
        int series,
        int failed,
        double loss,
        double pinball50,
        double pinball90,
        double coverage80,
        double coverage95,
        double fitMillis,
        double loopMicros) {

    static RollingRow of(String model, int horizon, List<SeriesLosses> results) {
        double[] sums = new double[7];
        int series = 0;
        int scaled = 0;
        int failed = 0;
        int fits = 0;
        long origins = 0;
        for (SeriesLosses result : results) {
            sums[5] += result.fitMillis();
            sums[6] += result.loopMillis();
            fits += result.fits();
            HorizonLosses losses = result.at(horizon);
            if (losses == null) {
                failed += result.losses().isEmpty() ? 1 : 0;
                continue;
            }
            series++;
            origins += losses.origins();
            sums[3] += losses.coverage80();
            sums[4] += losses.coverage95();
            if (result.scale() > 0) {
                scaled++;
                sums[0] += losses.loss() / result.scale();
                sums[1] += losses.pinball50() / result.scale();
                sums[2] += losses.pinball90() / result.scale();
            }
        }
        return new RollingRow(
                model,
                horizon,
                series,
                failed,
                sums[0] / scaled,
                sums[1] / scaled,
                sums[2] / scaled,
                sums[3] / series,
                sums[4] / series,
                sums[5] / fits,
                1000 * sums[6] / origins);
    }
}
