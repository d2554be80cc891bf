// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

/**
 * How far a tree grows.
 *
 * @param leaves at most, at least 1; the most useful splits come first
 * @param leastRows of a leaf, at least 1
 * @param tried how many features are tried for a split, at least 1
 * @param perSplit whether each split draws its features anew; otherwise a tree has them drawn once
 */
record Growth(int leaves, int leastRows, int tried, boolean perSplit) {

    /** {@return how many features these are, of so many} */
    static int share(double share, int features) {
        return Math.max(1, Math.min(features, (int) Math.ceil(share * features)));
    }
}
