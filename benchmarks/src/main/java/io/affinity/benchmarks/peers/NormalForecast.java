// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.benchmarks.scores.ForecastScores;
import io.affinity.spi.forecast.Forecast;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.math3.distribution.NormalDistribution;

/** A forecast at the levels of the scores, from means and standard deviations. */
final class NormalForecast {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private NormalForecast() {}

    /** @throws IllegalArgumentException if a number is not finite */
    static Forecast of(double[] mean, double[] deviation) {
        int levels = ForecastScores.LEVELS.size();
        double[] quantiles = new double[mean.length * levels];
        for (int i = 0; i < quantiles.length; i++) {
            double z = NORMAL.inverseCumulativeProbability(ForecastScores.LEVELS.get(i % levels));
            quantiles[i] = mean[i / levels] + z * deviation[i / levels];
        }
        return Forecast.of(Instant.EPOCH, Duration.ofHours(1), ForecastScores.LEVELS, mean, quantiles);
    }
}
