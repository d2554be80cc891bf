// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import java.util.Arrays;

/** The nodes of a tree while it grows. Belongs to one thread. */
final class TreeNodes {

    private int[] features = new int[64];
    private int[] cuts = new int[64];
    private int[] next = new int[64];
    private int[] begins = new int[64];
    private int[] ends = new int[64];
    private int count;

    /** Adds a leaf with the rows from {@code begin} to {@code end}, and returns its number. */
    int add(int begin, int end) {
        if (count == features.length) {
            int more = 2 * count;
            features = Arrays.copyOf(features, more);
            cuts = Arrays.copyOf(cuts, more);
            next = Arrays.copyOf(next, more);
            begins = Arrays.copyOf(begins, more);
            ends = Arrays.copyOf(ends, more);
        }
        features[count] = -1;
        begins[count] = begin;
        ends[count] = end;
        return count++;
    }

    /** Splits a leaf at a place among its rows, and returns its left child. */
    int split(int node, Split split, int middle) {
        int left = add(begins[node], middle);
        add(middle, ends[node]);
        features[node] = split.feature();
        cuts[node] = 2 * split.bin() + (split.missingLeft() ? 1 : 0);
        next[node] = left;
        return left;
    }

    /** {@return the tree, and which rows each leaf has} */
    GrownTree grown(int[] rows) {
        int leaves = count / 2 + 1;
        int[] leafBegins = new int[leaves];
        int[] leafEnds = new int[leaves];
        int leaf = 0;
        for (int i = 0; i < count; i++) {
            if (features[i] < 0) {
                leafBegins[leaf] = begins[i];
                leafEnds[leaf] = ends[i];
                cuts[i] = ends[i] - begins[i];
                next[i] = leaf++;
            }
        }
        Tree tree = new Tree(Arrays.copyOf(features, count), Arrays.copyOf(cuts, count), Arrays.copyOf(next, count));
        return new GrownTree(tree, rows, leafBegins, leafEnds);
    }
}
