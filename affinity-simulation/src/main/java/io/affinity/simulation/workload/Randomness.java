// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.simulation.workload.DemandPattern.Bursts;

/**
 * Draws random patterns on a grid. What is drawn for a step does not depend on where the grid begins and ends, so that a
 * longer history or a longer simulation changes nothing that was there before.
 */
final class Randomness {

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int LONGEST_IN_MEANS = 20;

    private Randomness() {}

    /** Multiplies {@code target} with the exponential of an autoregression, of mean 1. */
    static void multiplyNoise(StepGrid grid, double sigma, double memorySeconds, long key, double[] target) {
        double phi = StrictMath.exp(-grid.stepSeconds() / memorySeconds);
        double innovation = Math.sqrt(1 - phi * phi);
        double shift = -sigma * sigma / 2;
        int zero = -grid.first();
        double atZero = new RandomStream(RandomStream.key(key, 0)).normal();
        RandomStream forward = new RandomStream(RandomStream.key(key, 1));
        double z = atZero;
        for (int i = zero; i < target.length; i++) {
            target[i] *= StrictMath.exp(sigma * z + shift);
            z = phi * z + innovation * forward.normal();
        }
        // A normal first-order autoregression runs backwards by the same law, so the past can be drawn from step 0 too.
        RandomStream backward = new RandomStream(RandomStream.key(key, 2));
        z = atZero;
        for (int i = zero - 1; i >= 0; i--) {
            z = phi * z + innovation * backward.normal();
            target[i] *= StrictMath.exp(sigma * z + shift);
        }
    }

    /** Adds bursts to {@code target}, each day's arrivals drawn from a stream of its own. */
    static void addBursts(StepGrid grid, Bursts bursts, long key, double[] target) {
        double mean = bursts.meanDuration().toMillis() / 1000.0;
        long firstDay =
                Math.floorDiv(grid.secondsFromStart(0) - (long) Math.ceil(LONGEST_IN_MEANS * mean), SECONDS_PER_DAY);
        long lastDay = Math.floorDiv(grid.secondsFromStart(target.length), SECONDS_PER_DAY);
        for (long day = firstDay; day <= lastDay; day++) {
            RandomStream stream = new RandomStream(RandomStream.key(key, day));
            double fraction = stream.exponential() / bursts.perDay();
            while (fraction < 1) {
                double height = bursts.height() * StrictMath.pow(stream.uniform(), -1 / bursts.tail());
                double duration = mean * Math.min(LONGEST_IN_MEANS, stream.exponential());
                addBurst(grid, (day + fraction) * SECONDS_PER_DAY, duration, Math.min(1, height), target);
                fraction += stream.exponential() / bursts.perDay();
            }
        }
    }

    /** A step gets the height times the part of it that the burst covers. */
    private static void addBurst(StepGrid grid, double from, double duration, double height, double[] target) {
        double step = grid.stepSeconds();
        double begin = from / step - grid.first();
        double end = begin + duration / step;
        int last = (int) Math.min(target.length - 1, Math.floor(end));
        for (int i = (int) Math.max(0, Math.floor(begin)); i <= last; i++) {
            target[i] += height * (Math.min(end, i + 1) - Math.max(begin, i));
        }
    }
}
