// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

/**
 * How {@link QuantileBoosting} learns. Immutable.
 *
 * @param trees one after the other, at least 1
 * @param leaves of a tree at most, at least 2
 * @param leastRows of a leaf, at least 1
 * @param rowShare of the rows that each tree is grown on, above 0 and at most 1
 * @param featureShare of the features that each tree may split by, above 0 and at most 1
 * @param learningRate the part of its correction that a tree makes, above 0 and at most 1
 * @param seed of all random choices
 */
public record BoostingSettings(
        int trees, int leaves, int leastRows, double rowShare, double featureShare, double learningRate, long seed) {

    /** 200 trees of 31 leaves with 20 rows, on half of the rows and features, with a learning rate of 0.1. */
    public static final BoostingSettings DEFAULT = new BoostingSettings(200, 31, 20, 0.5, 0.5, 0.1, 1);

    public BoostingSettings {
        Shares.require("number of trees", trees, 1);
        Shares.require("number of leaves", leaves, 2);
        Shares.require("least number of rows", leastRows, 1);
        Shares.require("share of rows", rowShare);
        Shares.require("share of features", featureShare);
        Shares.require("learning rate", learningRate);
    }

    /** {@return a copy with so many trees} */
    public BoostingSettings withTrees(int newTrees) {
        return new BoostingSettings(newTrees, leaves, leastRows, rowShare, featureShare, learningRate, seed);
    }

    /** {@return a copy with this seed} */
    public BoostingSettings withSeed(long newSeed) {
        return new BoostingSettings(trees, leaves, leastRows, rowShare, featureShare, learningRate, newSeed);
    }
}
