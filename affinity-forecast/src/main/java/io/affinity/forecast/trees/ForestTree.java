// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;

/**
 * A tree and the targets of its leaves.
 */
final class ForestTree {

    private final Tree tree;
    private final byte[] codes;
    private final int[] ends;

    ForestTree(Tree tree, byte[] codes, int[] ends) {
        this.tree = tree;
        this.codes = codes;
        this.ends = ends;
    }

    Tree tree() {
        return tree;
    }

    /** {@return numbers of points, unsigned, in the order of leaves} */
    byte[] codes() {
        return codes;
    }

    /** {@return by leaf, the place after its last code} */
    int[] ends() {
        return ends;
    }

    static ForestTree of(GrownTree grown, byte[] codesByRow) {
        byte[] codes = new byte[grown.rows().length];
        int[] ends = new int[grown.ends().length];
        int place = 0;
        for (int leaf = 0; leaf < ends.length; leaf++) {
            for (int i = grown.begins()[leaf]; i < grown.ends()[leaf]; i++) {
                codes[place++] = codesByRow[grown.rows()[i]];
            }
            ends[leaf] = place;
        }
        return new ForestTree(grown.tree(), codes, ends);
    }

    /** @param into point {@code p} of row {@code i} at {@code i * points + p} */
    void addTo(BinnedColumns columns, float weight, float[] into, int points) {
        for (int i = 0; i < columns.rows(); i++) {
            int leaf = tree.leaf(columns.columns(), i);
            int begin = leaf == 0 ? 0 : ends[leaf - 1];
            float each = weight / (ends[leaf] - begin);
            for (int c = begin; c < ends[leaf]; c++) {
                into[i * points + (codes[c] & 0xFF)] += each;
            }
        }
    }

    /** {@return by leaf, the mean of its targets} */
    double[] means(float[] points) {
        double[] means = new double[ends.length];
        for (int leaf = 0, c = 0; leaf < means.length; leaf++) {
            int begin = c;
            for (; c < ends[leaf]; c++) {
                means[leaf] += points[codes[c] & 0xFF];
            }
            means[leaf] /= ends[leaf] - begin;
        }
        return means;
    }

    void write(StateWriter out) {
        tree.write(out);
        out.putBytes(codes);
        out.putInts(ends);
    }

    static ForestTree read(StateReader in, FeatureBins bins, int points) {
        Tree tree = new Tree(in, bins);
        byte[] codes = in.takeBytes();
        int[] ends = in.takeInts("an end", 1, codes.length);
        boolean isLegal = ends.length == tree.leaves() && ends[ends.length - 1] == codes.length;
        for (int leaf = 1; leaf < ends.length; leaf++) {
            isLegal &= ends[leaf] > ends[leaf - 1];
        }
        for (byte code : codes) {
            isLegal &= (code & 0xFF) < points;
        }
        if (!isLegal) {
            throw in.broken("each leaf of a tree must have a target that is one of the points");
        }
        return new ForestTree(tree, codes, ends);
    }
}
