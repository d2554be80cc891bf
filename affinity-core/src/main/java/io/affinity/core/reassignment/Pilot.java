// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** What a first, short run told. */
final class Pilot {

    private final Strategy strategy;
    private final double cost;
    private final double[] falls;

    /**
     * @param strategy that it followed
     * @param cost of the best placement that it found
     * @param falls how much the cost fell about each temperature, on the way through all of them
     */
    Pilot(Strategy strategy, double cost, double[] falls) {
        this.strategy = strategy;
        this.cost = cost;
        this.falls = falls;
    }

    Strategy strategy() {
        return strategy;
    }

    double cost() {
        return cost;
    }

    double[] falls() {
        return falls;
    }
}
