// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import io.affinity.spi.demand.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Series that have seasons, or none, by design. */
enum Generated {
    NOISE {
        @Override
        void fill(double[] values, Random random) {
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextGaussian();
            }
        }
    },
    WALK {
        @Override
        void fill(double[] values, Random random) {
            double level = 0;
            for (int i = 0; i < values.length; i++) {
                level += random.nextGaussian();
                values[i] = level;
            }
        }
    },
    AUTOCORRELATED {
        @Override
        void fill(double[] values, Random random) {
            double level = 0;
            for (int i = 0; i < values.length; i++) {
                level = 0.9 * level + random.nextGaussian();
                values[i] = level;
            }
        }
    },
    TREND {
        @Override
        void fill(double[] values, Random random) {
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.05 * i + random.nextGaussian();
            }
        }
    },
    LEVEL_SHIFT {
        @Override
        void fill(double[] values, Random random) {
            int shift = random.nextInt(values.length);
            for (int i = 0; i < values.length; i++) {
                values[i] = (i < shift ? 0 : 8) + random.nextGaussian();
            }
        }
    },
    /** Student's t with two degrees of freedom. */
    HEAVY_TAILS {
        @Override
        void fill(double[] values, Random random) {
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextGaussian() / Math.sqrt(-Math.log(1 - random.nextDouble()));
            }
        }
    },
    FEW_SPIKES {
        @Override
        void fill(double[] values, Random random) {
            for (int i = 0; i < 10; i++) {
                values[random.nextInt(values.length)] = 1;
            }
        }
    },
    GAPS {
        @Override
        void fill(double[] values, Random random) {
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble() < 0.6 ? Double.NaN : random.nextGaussian();
            }
        }
    };

    abstract void fill(double[] values, Random random);

    /** {@return the series of this kind with that number} */
    double[] values(int length, int number) {
        double[] values = new double[length];
        fill(values, new Random(1000L * ordinal() + number));
        return values;
    }

    static TimeSeries series(double... values) {
        return TimeSeries.of(Instant.parse("2026-01-05T00:00:00Z"), Duration.ofMinutes(5), values);
    }
}
