// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

/**
 * A tree, and the rows that it was grown on.
 */
final class GrownTree {

    private final Tree tree;
    private final int[] rows;
    private final int[] begins;
    private final int[] ends;

    GrownTree(Tree tree, int[] rows, int[] begins, int[] ends) {
        this.tree = tree;
        this.rows = rows;
        this.begins = begins;
        this.ends = ends;
    }

    Tree tree() {
        return tree;
    }

    /** {@return in the order of leaves} */
    int[] rows() {
        return rows;
    }

    /** {@return by leaf, the place of its first row} */
    int[] begins() {
        return begins;
    }

    /** {@return by leaf, the place after its last row} */
    int[] ends() {
        return ends;
    }
}
