// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A random forest for quantiles: Meinshausen (2006), Quantile regression forests. Trees are grown for the mean, each on part of the rows
 * and with a draw of features at each split (Breiman (2001), Random forests); what a row may become is what the rows became that share
 * its leaves, each leaf counting as much as any other. Targets are kept as one of at most 254 points. Immutable and thread-safe; the same
 * on any number of threads and for any order of rows.
 */
public final class QuantileForest {

    private final FeatureBins bins;
    private final float[] points;
    private final List<ForestTree> trees;

    private QuantileForest(FeatureBins bins, float[] points, List<ForestTree> trees) {
        this.bins = bins;
        this.points = points;
        this.trees = List.copyOf(trees);
    }

    /**
     * {@return what these rows teach}
     *
     * @param targets by row, finite
     * @throws IllegalArgumentException if there is no row, the numbers of rows differ, or a target is not finite
     */
    public static QuantileForest fit(FeatureColumns features, float[] targets, ForestSettings settings) {
        Shares.requireTargets(features, targets);
        FeatureBins bins = FeatureBins.of(features);
        BinnedColumns unordered = bins.bin(features);
        int[] order = RowOrder.of(unordered, targets);
        BinnedColumns columns = unordered.reordered(order);
        float[] ordered = Shares.reordered(targets, order);
        TargetPoints points = TargetPoints.of(ordered);
        int tried = Growth.share(settings.featureShare(), columns.features());
        Growth growth = new Growth(Integer.MAX_VALUE, settings.leastRows(), tried, true);
        SplittableRandom random = new SplittableRandom(settings.seed());
        long[] seeds = random.longs(2L * settings.trees()).toArray();
        List<ForestTree> trees = IntStream.range(0, settings.trees())
                .parallel()
                .mapToObj(t -> {
                    int[] rows = Shares.rows(ordered.length, settings.rowShare(), seeds[2 * t]);
                    TreeGrower grower = new TreeGrower(bins, columns, growth, rows, ordered, seeds[2 * t + 1]);
                    return ForestTree.of(grower.grow(), points.codes());
                })
                .toList();
        return new QuantileForest(bins, points.points(), trees);
    }

    /** {@return the number of points that targets are kept as} */
    public int points() {
        return points.length;
    }

    /** {@return a point, in increasing order} */
    public float point(int index) {
        return points[index];
    }

    /** {@return the number of features of a row} */
    public int features() {
        return bins.features();
    }

    /**
     * Says how likely each point is for each row.
     *
     * @param into point {@code p} of row {@code i} at {@code i * points + p}; the shares of a row sum to 1
     * @throws IllegalArgumentException if the number of features is another one
     */
    public void predict(FeatureColumns features, float[] into) {
        BinnedColumns binned = bins.bin(features);
        Arrays.fill(into, 0, features.rows() * points.length, 0);
        for (ForestTree tree : trees) {
            tree.addTo(binned, 1f / trees.size(), into, points.length);
        }
    }

    /**
     * Says the quantiles of each row: of each level, the least point with that share at or below it.
     *
     * @param levels in (0, 1)
     * @param into level {@code l} of row {@code i} at {@code i * levels + l}
     * @throws IllegalArgumentException if the number of features is another one
     */
    public void quantiles(FeatureColumns features, double[] levels, float[] into) {
        float[] shares = new float[features.rows() * points.length];
        predict(features, shares);
        for (int i = 0; i < features.rows(); i++) {
            for (int l = 0; l < levels.length; l++) {
                double below = 0;
                int p = -1;
                do {
                    below += shares[i * points.length + ++p];
                } while (p + 1 < points.length && below < levels[l] - 1e-6);
                into[i * levels.length + l] = points[p];
            }
        }
    }

    /** {@return by feature, by how much it moves the mean of a row; together with {@link #expected} they are the mean} */
    public double[] contributions(FeatureColumns features, int row) {
        byte[][] columns = bins.bin(features).columns();
        double[] contributions = new double[bins.features()];
        for (ForestTree tree : trees) {
            tree.tree().addContributions(tree.means(points), columns, row, 1.0 / trees.size(), contributions);
        }
        return contributions;
    }

    /** {@return the mean that is expected of a row of which nothing is known} */
    public double expected() {
        double sum = 0;
        for (ForestTree tree : trees) {
            sum += tree.tree().expectation(tree.means(points));
        }
        return sum / trees.size();
    }

    /** Puts everything into bytes. */
    public void write(StateWriter out) {
        bins.write(out);
        out.putFloats(points, points.length);
        out.putInt(trees.size());
        trees.forEach(tree -> tree.write(out));
    }

    /**
     * {@return what was written}
     *
     * @throws IllegalArgumentException if the bytes are damaged, or crafted so that nothing can be said
     */
    public static QuantileForest read(StateReader in) {
        FeatureBins bins = new FeatureBins(in);
        float[] points = in.takeFloatsOrMissing("a point");
        boolean isLegal = points.length > 0 && points.length <= FeatureBins.MOST && !Float.isNaN(points[0]);
        for (int p = 1; p < points.length; p++) {
            isLegal &= points[p] >= points[p - 1];
        }
        int count = in.takeInt("a number of trees", 1, 1 << 20);
        if (!isLegal) {
            throw in.broken("its points must be 1 to " + FeatureBins.MOST + " and not decrease");
        }
        List<ForestTree> trees = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            trees.add(ForestTree.read(in, bins, points.length));
        }
        return new QuantileForest(bins, points, trees);
    }
}
