// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * So much for each unit of a resource by which the load of a host is above its threshold: the load cost of the ROADEF/EURO Challenge 2012
 * (problem statement, section 3.1). All resources at once, as they are one pass over memory.
 */
public final class LoadAboveThreshold implements LoadCost {

    private final long[] weights;
    private final long[] thresholds;

    /**
     * @param weights by resource, not negative; copied
     * @param thresholds by host and resource, at {@code host * resources + resource}; copied
     * @throws IllegalArgumentException if the numbers do not match, or a weight is negative
     */
    public LoadAboveThreshold(long[] weights, long[] thresholds) {
        if (weights.length == 0 || thresholds.length % weights.length != 0) {
            throw new IllegalArgumentException("The number of thresholds (" + thresholds.length
                    + ") must be a multiple of that of the weights (" + weights.length + ").");
        }
        for (long weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("A weight (" + weight + ") must not be negative.");
            }
        }
        this.weights = weights.clone();
        this.thresholds = thresholds.clone();
    }

    @Override
    public double of(int host, long[] load) {
        int row = host * weights.length;
        double cost = 0;
        for (int r = 0; r < weights.length; r++) {
            long above = load[r] - thresholds[row + r];
            cost += above > 0 ? (double) (weights[r] * above) : 0;
        }
        return cost;
    }
}
