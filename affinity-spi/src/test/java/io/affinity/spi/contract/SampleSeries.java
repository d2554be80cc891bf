// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.demand.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Series that demand looks like, the awkward kinds included. Each is the same on every run. */
enum SampleSeries {
    SEASONAL {
        @Override
        double value(int i, int period, double noise, double chance) {
            return 50 + 20 * Math.sin(2 * Math.PI * i / period) + 3 * noise;
        }
    },
    CONSTANT {
        @Override
        double value(int i, int period, double noise, double chance) {
            return 7.25;
        }
    },
    ZERO {
        @Override
        double value(int i, int period, double noise, double chance) {
            return 0;
        }
    },
    HUGE {
        @Override
        double value(int i, int period, double noise, double chance) {
            return 1e12 * (1 + 0.3 * Math.sin(2 * Math.PI * i / period) + 0.05 * noise);
        }
    },
    TINY {
        @Override
        double value(int i, int period, double noise, double chance) {
            return 1e-9 * (1 + 0.3 * Math.sin(2 * Math.PI * i / period) + 0.05 * noise);
        }
    },
    /** Six of ten values are missing. */
    GAPPY {
        @Override
        double value(int i, int period, double noise, double chance) {
            return chance < 0.6 ? Double.NaN : SEASONAL.value(i, period, noise, chance);
        }
    },
    /** Mostly zero. */
    INTERMITTENT {
        @Override
        double value(int i, int period, double noise, double chance) {
            return chance < 0.9 ? 0 : 20 + 5 * noise;
        }
    },
    TREND {
        @Override
        double value(int i, int period, double noise, double chance) {
            return 5 + 0.1 * i + noise;
        }
    },
    LEVEL_SHIFT {
        @Override
        double value(int i, int period, double noise, double chance) {
            return (i < 10 * period ? 10 : 60) + noise;
        }
    },
    /** Quiet but for one absurd value. */
    SPIKE {
        @Override
        double value(int i, int period, double noise, double chance) {
            return i == 9 * period ? 1e9 : 10 + noise;
        }
    };

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    static final Duration STEP = Duration.ofMinutes(5);

    /**
     * {@return the value at index {@code i}}
     *
     * @param noise a draw of zero mean and about unit variance
     * @param chance a draw that is even in [0, 1)
     */
    abstract double value(int i, int period, double noise, double chance);

    /** {@return the first {@code length} values of this series} */
    TimeSeries series(int length, int period) {
        SplittableRandom random = new SplittableRandom(20260105 + ordinal());
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            double noise = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
            values[i] = value(i, period, 1.7 * noise, random.nextDouble());
        }
        return TimeSeries.of(START, STEP, values);
    }
}
