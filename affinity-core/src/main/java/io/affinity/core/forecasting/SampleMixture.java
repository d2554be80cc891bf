// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import java.util.Arrays;

/** Two samples, of which the first counts {@code weight} and the second the rest. */
final class SampleMixture {

    private final double[] first;
    private final double weight;
    private final double[] second;

    /**
     * @param first ascending; may be empty if its weight is zero
     * @param weight 0 to 1
     * @param second ascending, not empty
     */
    SampleMixture(double[] first, double weight, double[] second) {
        this.first = first;
        this.weight = weight;
        this.second = second;
    }

    double mean() {
        double mean = Arrays.stream(first).average().orElse(0);
        return weight * mean + (1 - weight) * Arrays.stream(second).average().orElse(0);
    }

    /** {@return the smallest value that so much of the mixture does not exceed} */
    double quantile(double level) {
        int i = 0;
        int j = 0;
        double mass = 0;
        double value = 0;
        while (mass < level - 1e-12 && (i < first.length || j < second.length)) {
            if (j == second.length || (i < first.length && first[i] <= second[j])) {
                value = first[i++];
                mass += weight / first.length;
            } else {
                value = second[j++];
                mass += (1 - weight) / second.length;
            }
        }
        return value;
    }
}
