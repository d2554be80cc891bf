// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

/**
 * How {@link QuantileForest} learns. Immutable.
 *
 * @param trees each apart from the others, at least 1
 * @param leastRows of a leaf, at least 1
 * @param rowShare of the rows that each tree is grown on, above 0 and at most 1
 * @param featureShare of the features that each split is chosen among, above 0 and at most 1
 * @param seed of all random choices
 */
public record ForestSettings(int trees, int leastRows, double rowShare, double featureShare, long seed) {

    /** 100 trees whose leaves have 10 rows, on half of the rows, with a third of the features for each split. */
    public static final ForestSettings DEFAULT = new ForestSettings(100, 10, 0.5, 1 / 3.0, 1);

    public ForestSettings {
        Shares.require("number of trees", trees, 1);
        Shares.require("least number of rows", leastRows, 1);
        Shares.require("share of rows", rowShare);
        Shares.require("share of features", featureShare);
    }

    /** {@return a copy with so many trees} */
    public ForestSettings withTrees(int newTrees) {
        return new ForestSettings(newTrees, leastRows, rowShare, featureShare, seed);
    }

    /** {@return a copy with this seed} */
    public ForestSettings withSeed(long newSeed) {
        return new ForestSettings(trees, leastRows, rowShare, featureShare, newSeed);
    }
}
