// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import io.affinity.benchmarks.series.NamedSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one model did on one series.
 *
 * @param scale the naive forecast's mean error over the values first learned
 * @param losses one for each horizon; empty if the model could not be fitted
 * @param description of the first model
 * @param fits how often it was fitted
 * @param fitMillis CPU time of all fits
 * @param loopMillis CPU time of all observations and forecasts
 */
record SeriesLosses(
        NamedSeries series,
        String model,
        double scale,
        List<HorizonLosses> losses,
        String description,
        int fits,
        double fitMillis,
        double loopMillis) {

    /** {@return the losses at a horizon; null if there was nothing to compare} */
    @Nullable
    HorizonLosses at(int horizon) {
        return losses.stream()
                .filter(one -> one.horizon() == horizon && one.values() > 0)
                .findFirst()
                .orElse(null);
    }
}
