// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import java.util.Arrays;

/** What is usual among a few numbers, whatever one or two of them say. */
final class MiddleThird {

    private MiddleThird() {}

    /**
     * {@return the mean without the greatest and the least third}
     *
     * @param numbers at the end sorted as far as {@code count}
     * @param count at least 1
     */
    static double mean(double[] numbers, int count) {
        Arrays.sort(numbers, 0, count);
        int left = count / 3;
        double sum = 0;
        for (int i = left; i < count - left; i++) {
            sum += numbers[i];
        }
        return sum / (count - 2 * left);
    }
}
