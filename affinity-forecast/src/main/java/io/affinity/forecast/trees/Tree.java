// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;

/**
 * Where rows go: a tree of splits, whose leaves are numbered. Node 0 is the root, and children come after their parent, the right one
 * just after the left one. Immutable.
 */
final class Tree {

    /** So many bytes a node takes at least. */
    private static final int NODE_BYTES = 3 * Integer.BYTES;

    private final int[] features; // of a leaf -1
    private final int[] cuts; // of a split 2 x bin + (missing goes left ? 1 : 0); of a leaf its rows
    private final int[] next; // of a split its left child; of a leaf its number
    private final int leaves;

    /** The arrays become the tree's own. */
    Tree(int[] features, int[] cuts, int[] next) {
        this.features = features;
        this.cuts = cuts;
        this.next = next;
        this.leaves = features.length / 2 + 1;
    }

    Tree(StateReader in, FeatureBins bins) {
        int nodes = in.takeInt("a number of nodes", 1, 1 << 28);
        in.requireRoom(nodes, NODE_BYTES);
        features = new int[nodes];
        cuts = new int[nodes];
        next = new int[nodes];
        int count = 0;
        for (int i = 0; i < nodes; i++) {
            features[i] = in.takeInt("a feature", -1, bins.features() - 1);
            boolean isLeaf = features[i] < 0;
            cuts[i] = in.takeInt("a cut", 0, isLeaf ? Integer.MAX_VALUE : 2 * FeatureBins.CODES);
            next[i] = isLeaf
                    ? in.takeInt("a leaf", count, count)
                    : in.takeInt("a child", i + 1, Math.max(i + 1, nodes - 2));
            count += isLeaf ? 1 : 0;
        }
        leaves = count;
        if (nodes != 2 * leaves - 1) {
            throw in.broken("a tree has " + nodes + " nodes but " + leaves + " leaves");
        }
    }

    void write(StateWriter out) {
        out.putInt(features.length);
        for (int i = 0; i < features.length; i++) {
            out.putInt(features[i]);
            out.putInt(cuts[i]);
            out.putInt(next[i]);
        }
    }

    int leaves() {
        return leaves;
    }

    /** {@return the number of the leaf that a row comes to} */
    int leaf(byte[][] columns, int row) {
        int node = 0;
        while (features[node] >= 0) {
            node = child(node, columns[features[node]][row] & 0xFF);
        }
        return next[node];
    }

    private int child(int node, int code) {
        boolean isLeft = code == 0 ? (cuts[node] & 1) == 1 : code <= cuts[node] >> 1;
        return isLeft ? next[node] : next[node] + 1;
    }

    /**
     * Adds to each feature by how much its splits moved the expectation on the way of a row: Saabas (2014), Interpreting random forests.
     *
     * @param values of the leaves
     * @param weight of this tree
     * @param into by feature
     */
    void addContributions(double[] values, byte[][] columns, int row, double weight, double[] into) {
        double[] expected = expectations(values);
        int node = 0;
        while (features[node] >= 0) {
            int child = child(node, columns[features[node]][row] & 0xFF);
            into[features[node]] += weight * (expected[child] - expected[node]);
            node = child;
        }
    }

    /** {@return the mean of leaves with these values, by the rows that they had in the training} */
    double expectation(double[] values) {
        return expectations(values)[0];
    }

    /** By node, the mean of the leaves below, by the rows that they had in the training. */
    private double[] expectations(double[] values) {
        double[] expected = new double[features.length];
        double[] rows = new double[features.length];
        for (int i = features.length - 1; i >= 0; i--) {
            int left = next[i];
            if (features[i] < 0) {
                expected[i] = values[left];
                rows[i] = Math.max(1, cuts[i]);
            } else {
                rows[i] = rows[left] + rows[left + 1];
                expected[i] = (rows[left] * expected[left] + rows[left + 1] * expected[left + 1]) / rows[i];
            }
        }
        return expected;
    }
}
