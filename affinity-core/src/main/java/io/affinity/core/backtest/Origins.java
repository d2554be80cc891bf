// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import java.util.SplittableRandom;

/**
 * From when it is forecast: one moment of each of equal parts of the past, drawn by chance. At equal distances, all of them might be
 * at one time of the day.
 */
final class Origins {

    private Origins() {}

    /**
     * {@return in rising order, how many steps are known at each origin}
     *
     * @param steps how many there are
     * @throws IllegalArgumentException if there are too few for the longest lead
     */
    static int[] of(int steps, BacktestSettings settings) {
        int room = steps - settings.horizon() - settings.learned() + 1;
        if (room < 1) {
            throw new IllegalArgumentException("The demand of (" + steps + ") steps must be at least as long as what is"
                    + " learned first (" + settings.learned() + ") and the longest lead (" + settings.horizon()
                    + ") together.");
        }
        int count = Math.min(settings.origins(), room);
        SplittableRandom random = new SplittableRandom(settings.seed());
        int[] origins = new int[count];
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * room / count);
            int to = (int) ((i + 1L) * room / count);
            origins[i] = settings.learned() + from + random.nextInt(to - from);
        }
        return origins;
    }
}
