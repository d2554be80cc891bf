// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Quantiles by gradient boosting: Friedman (2001), Greedy function approximation, algorithm 1 with the pinball loss, on part of the rows
 * for each tree (Friedman (2002), Stochastic gradient boosting). Each tree parts the rows by the gradient of the loss of one level, the
 * levels taking turns, and each of its leaves corrects all levels by the quantiles of what is left there. So levels share their trees,
 * of which there are as many as for one. Immutable and thread-safe; the same on any number of threads and for any order of rows.
 */
public final class QuantileBoosting {

    private static final float LARGEST = 1e30f;

    private final FeatureBins bins;
    private final double[] levels;
    private final float[] start;
    private final List<BoostedTree> trees;

    QuantileBoosting(FeatureBins bins, double[] levels, float[] start, List<BoostedTree> trees) {
        this.bins = bins;
        this.levels = levels;
        this.start = start;
        this.trees = List.copyOf(trees);
    }

    /**
     * {@return what these rows teach}
     *
     * @param targets by row, finite
     * @param levels of the quantiles, strictly increasing within (0, 1)
     * @throws IllegalArgumentException if there is no row, the numbers of rows differ, a target is not finite, or levels are not such
     */
    public static QuantileBoosting fit(
            FeatureColumns features, float[] targets, double[] levels, BoostingSettings settings) {
        Shares.requireTargets(features, targets);
        requireLevels(levels);
        FeatureBins bins = FeatureBins.of(features);
        BinnedColumns binned = bins.bin(features);
        int[] order = RowOrder.of(binned, targets);
        Boosting boosting =
                new Boosting(bins, binned.reordered(order), Shares.reordered(targets, order), levels.clone(), settings);
        return boosting.run();
    }

    private static void requireLevels(double[] levels) {
        for (int l = 0; l < levels.length; l++) {
            if (!(levels[l] > (l == 0 ? 0 : levels[l - 1]) && levels[l] < 1)) {
                throw new IllegalArgumentException("The quantile levels " + Arrays.toString(levels)
                        + " must strictly increase and lie between 0 and 1.");
            }
        }
        if (levels.length == 0) {
            throw new IllegalArgumentException("The list of quantile levels must not be empty.");
        }
    }

    /** {@return the number of quantile levels} */
    public int levels() {
        return levels.length;
    }

    /** {@return a quantile level, in (0, 1)} */
    public double level(int index) {
        return levels[index];
    }

    /** {@return the number of features of a row} */
    public int features() {
        return bins.features();
    }

    /**
     * Says the quantiles of each row; they do not decrease, as they are sorted: Chernozhukov, Fernandez-Val and Galichon (2010), Quantile
     * and probability curves without crossing.
     *
     * @param into level {@code l} of row {@code i} at {@code i * levels + l}
     * @throws IllegalArgumentException if the number of features is another one
     */
    public void predict(FeatureColumns features, float[] into) {
        BinnedColumns binned = bins.bin(features);
        for (int i = 0; i < features.rows(); i++) {
            System.arraycopy(start, 0, into, i * levels.length, levels.length);
        }
        for (BoostedTree tree : trees) {
            tree.addTo(binned, into, levels.length);
        }
        for (int i = 0; i < features.rows(); i++) {
            Arrays.sort(into, i * levels.length, (i + 1) * levels.length);
        }
    }

    /**
     * {@return by feature, by how much it moves the quantile of a row; together with {@link #expected} they are the quantile before
     * sorting}
     *
     * @param level index of the quantile level
     */
    public double[] contributions(FeatureColumns features, int row, int level) {
        byte[][] columns = bins.bin(features).columns();
        double[] contributions = new double[bins.features()];
        for (BoostedTree tree : trees) {
            tree.tree().addContributions(tree.values(levels.length, level), columns, row, 1, contributions);
        }
        return contributions;
    }

    /** {@return the quantile that is expected of a row of which nothing is known} */
    public double expected(int level) {
        double expected = start[level];
        for (BoostedTree tree : trees) {
            expected += tree.tree().expectation(tree.values(levels.length, level));
        }
        return expected;
    }

    /** Puts everything into bytes. */
    public void write(StateWriter out) {
        bins.write(out);
        out.putDoubles(levels);
        out.putFloats(start, start.length);
        out.putInt(trees.size());
        for (BoostedTree tree : trees) {
            tree.tree().write(out);
            out.putFloats(tree.corrections(), tree.corrections().length);
        }
    }

    /**
     * {@return what was written}
     *
     * @throws IllegalArgumentException if the bytes are damaged, or crafted so that nothing can be said
     */
    public static QuantileBoosting read(StateReader in) {
        FeatureBins bins = new FeatureBins(in);
        double[] levels = in.takeDoubles("a level", 0, 1);
        try {
            requireLevels(levels);
        } catch (IllegalArgumentException e) {
            throw in.broken("its levels do not increase");
        }
        float[] start = floats(in, levels.length);
        int count = in.takeInt("a number of trees", 0, 1 << 20);
        List<BoostedTree> trees = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            Tree tree = new Tree(in, bins);
            trees.add(new BoostedTree(tree, floats(in, tree.leaves() * levels.length)));
        }
        return new QuantileBoosting(bins, levels, start, trees);
    }

    private static float[] floats(StateReader in, int length) {
        float[] values = in.takeFloatsOrMissing("a correction");
        boolean isLegal = values.length == length
                && IntStream.range(0, values.length).allMatch(i -> Math.abs(values[i]) <= LARGEST);
        if (!isLegal) {
            throw in.broken("there must be " + length + " corrections within " + LARGEST);
        }
        return values;
    }
}
