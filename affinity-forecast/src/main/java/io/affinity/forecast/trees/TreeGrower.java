// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Grows one tree on some of the rows, the leaf first that gains most. Sums are over rows in their order, so that nothing depends on
 * threads. Belongs to one thread.
 */
final class TreeGrower {

    private final FeatureBins bins;
    private final BinnedColumns columns;
    private final Growth growth;
    private final SplittableRandom random;
    private final int[] rows;
    private final float[] targets;
    private final int[] spareRows;
    private final float[] spareTargets;
    private final int[] allFeatures;
    private final TreeNodes nodes = new TreeNodes();

    /** A leaf that can be split. */
    private record Open(
            int node,
            int begin,
            int end,
            Split split,
            @Nullable Histogram histogram) {}

    /**
     * @param rows that the tree is grown on, brought into the order of its leaves
     * @param targets of all rows, by row
     */
    TreeGrower(FeatureBins bins, BinnedColumns columns, Growth growth, int[] rows, float[] targets, long seed) {
        this.bins = bins;
        this.columns = columns;
        this.growth = growth;
        this.rows = rows;
        this.targets = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            this.targets[i] = targets[rows[i]];
        }
        spareRows = new int[rows.length];
        spareTargets = new float[rows.length];
        random = new SplittableRandom(seed);
        allFeatures = new int[columns.features()];
        Arrays.setAll(allFeatures, f -> f);
    }

    GrownTree grow() {
        PriorityQueue<Open> open = new PriorityQueue<>(
                Comparator.comparingDouble((Open leaf) -> -leaf.split().gain()).thenComparingInt(Open::node));
        int[] perTree = growth.perSplit() ? allFeatures : drawn();
        int root = nodes.add(0, rows.length);
        offer(open, root, 0, rows.length, growth.perSplit() ? null : filled(new Histogram(perTree), 0, rows.length));
        for (int leaves = 1; leaves < growth.leaves() && !open.isEmpty(); leaves++) {
            part(open, open.remove());
        }
        return nodes.grown(rows);
    }

    /** Knuth (1997), The art of computer programming 2, section 3.4.2, algorithm P, stopped early. */
    private int[] drawn() {
        for (int i = 0; i < growth.tried(); i++) {
            int other = i + random.nextInt(allFeatures.length - i);
            int feature = allFeatures[other];
            allFeatures[other] = allFeatures[i];
            allFeatures[i] = feature;
        }
        int[] drawn = Arrays.copyOf(allFeatures, growth.tried());
        Arrays.sort(drawn);
        return drawn;
    }

    private Histogram filled(Histogram histogram, int begin, int end) {
        histogram.fill(columns, rows, targets, begin, end);
        return histogram;
    }

    private void offer(PriorityQueue<Open> open, int node, int begin, int end, @Nullable Histogram known) {
        int count = end - begin;
        if (count < 2L * growth.leastRows()) {
            return;
        }
        double sum = 0;
        double squares = 0;
        for (int i = begin; i < end; i++) {
            sum += targets[i];
            squares += (double) targets[i] * targets[i];
        }
        if (squares - sum * sum / count <= 1e-12 * squares) {
            return; // all alike
        }
        Histogram histogram = known == null ? filled(new Histogram(drawn()), begin, end) : known;
        Split split = SplitSearch.best(bins, growth.leastRows(), histogram, sum, squares, count);
        if (split != null) {
            open.add(new Open(node, begin, end, split, known));
        }
    }

    private void part(PriorityQueue<Open> open, Open leaf) {
        int middle = partition(leaf.split(), leaf.begin(), leaf.end());
        int left = nodes.split(leaf.node(), leaf.split(), middle);
        Histogram parent = leaf.histogram();
        if (parent == null) {
            offer(open, left, leaf.begin(), middle, null);
            offer(open, left + 1, middle, leaf.end(), null);
            return;
        }
        boolean isLeftSmaller = middle - leaf.begin() < leaf.end() - middle;
        Histogram smaller = parent.alike();
        filled(smaller, isLeftSmaller ? leaf.begin() : middle, isLeftSmaller ? middle : leaf.end());
        parent.subtract(smaller);
        offer(open, left, leaf.begin(), middle, isLeftSmaller ? smaller : parent);
        offer(open, left + 1, middle, leaf.end(), isLeftSmaller ? parent : smaller);
    }

    /** Keeps the order of rows on both sides. */
    private int partition(Split split, int begin, int end) {
        byte[] column = columns.columns()[split.feature()];
        int left = begin;
        int right = 0;
        for (int i = begin; i < end; i++) {
            if (split.isLeft(column[rows[i]] & 0xFF)) {
                rows[left] = rows[i];
                targets[left++] = targets[i];
            } else {
                spareRows[right] = rows[i];
                spareTargets[right++] = targets[i];
            }
        }
        System.arraycopy(spareRows, 0, rows, left, right);
        System.arraycopy(spareTargets, 0, targets, left, right);
        return left;
    }
}
