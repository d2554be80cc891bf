// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.online;

import java.util.SplittableRandom;

/** Demand of a made-up VM at steps of five minutes: a day, and noise that lasts; within 0.05 and 0.95. */
final class DailyDemand {

    static final int DAY = 288;

    private static final double PERSISTENCE = 0.8;

    private DailyDemand() {}

    /** {@return that many values, the same for the same seed} */
    static double[] values(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        double height = 0.1 + 0.2 * random.nextDouble();
        double phase = 2 * Math.PI * random.nextDouble();
        double noise = 0.01 + 0.04 * random.nextDouble();
        double[] values = new double[length];
        double lasting = 0;
        for (int i = 0; i < length; i++) {
            lasting = PERSISTENCE * lasting + noise * (random.nextDouble() - 0.5);
            double value = 0.5 + height * Math.sin(2 * Math.PI * i / DAY + phase) + lasting;
            values[i] = Math.max(0.05, Math.min(0.95, value));
        }
        return values;
    }
}
