// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import java.util.stream.IntStream;

/**
 * A tree that corrects quantiles.
 */
final class BoostedTree {

    private final Tree tree;
    private final float[] corrections;

    BoostedTree(Tree tree, float[] corrections) {
        this.tree = tree;
        this.corrections = corrections;
    }

    Tree tree() {
        return tree;
    }

    /** {@return level {@code l} of leaf {@code i} at {@code i * levels + l}} */
    float[] corrections() {
        return corrections;
    }

    /** Rows that are not worth a second thread. */
    private static final int CHUNK = 2048;

    /** @param into level {@code l} of row {@code i} at {@code i * levels + l} */
    void addTo(BinnedColumns columns, float[] into, int levels) {
        int chunks = (columns.rows() + CHUNK - 1) / CHUNK;
        IntStream range = IntStream.range(0, chunks);
        (chunks > 1 ? range.parallel() : range).forEach(c -> {
            int end = Math.min(columns.rows(), (c + 1) * CHUNK);
            for (int i = c * CHUNK; i < end; i++) {
                int from = tree.leaf(columns.columns(), i) * levels;
                for (int l = 0; l < levels; l++) {
                    into[i * levels + l] += corrections[from + l];
                }
            }
        });
    }

    /** {@return by leaf, how it corrects one level} */
    double[] values(int levels, int level) {
        double[] values = new double[tree.leaves()];
        for (int i = 0; i < values.length; i++) {
            values[i] = corrections[i * levels + level];
        }
        return values;
    }
}
