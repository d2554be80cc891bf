package io.affinity.forecast.cleaning;

import io.affinity.spi.telemetry.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Series about a level. */
final class Noise {

    private Noise() {}

    /** Autocorrelated by this much at one step, of unit variance. */
    static double[] of(int length, double correlation, long seed) {
        Random random = new Random(seed);
        double[] values = new double[length];
        double state = random.nextGaussian();
        for (int i = 0; i < length; i++) {
            values[i] = state;
            state = correlation * state + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        }
        return values;
    }

    static TimeSeries series(double... values) {
        return TimeSeries.of(Instant.parse("2026-01-05T00:00:00Z"), Duration.ofMinutes(5), values);
    }
}
