// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import io.affinity.forecast.numeric.OrderStatistic;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One training of {@link QuantileBoosting}. Belongs to one thread, though it uses several. */
final class Boosting {

    private final FeatureBins bins;
    private final BinnedColumns columns;
    private final float[] targets;
    private final double[] levels;
    private final BoostingSettings settings;
    private final float[] predicted;

    Boosting(FeatureBins bins, BinnedColumns columns, float[] targets, double[] levels, BoostingSettings settings) {
        this.bins = bins;
        this.columns = columns;
        this.targets = targets;
        this.levels = levels;
        this.settings = settings;
        this.predicted = new float[targets.length * levels.length];
    }

    QuantileBoosting run() {
        float[] start = new float[levels.length];
        for (int l = 0; l < start.length; l++) {
            start[l] = OrderStatistic.quantile(targets.clone(), levels[l]);
        }
        for (int i = 0; i < targets.length; i++) {
            System.arraycopy(start, 0, predicted, i * levels.length, levels.length);
        }
        int tried = Growth.share(settings.featureShare(), columns.features());
        Growth growth = new Growth(settings.leaves(), settings.leastRows(), tried, false);
        SplittableRandom seeds = new SplittableRandom(settings.seed());
        List<BoostedTree> trees = new ArrayList<>();
        float[] gradients = new float[targets.length];
        for (int t = 0; t < settings.trees(); t++) {
            int[] rows = Shares.rows(targets.length, settings.rowShare(), seeds.nextLong());
            takeGradients(t, rows, gradients);
            GrownTree grown = new TreeGrower(bins, columns, growth, rows, gradients, seeds.nextLong()).grow();
            BoostedTree tree = new BoostedTree(grown.tree(), corrections(grown));
            tree.addTo(columns, predicted, levels.length);
            trees.add(tree);
        }
        return new QuantileBoosting(bins, levels, start, trees);
    }

    /** The levels take turns in steps of the golden ratio, so that no two trees in a row see the same side. */
    private void takeGradients(int tree, int[] rows, float[] into) {
        double turn = (tree + 1) * 0.6180339887498949;
        int level = (int) ((turn - Math.floor(turn)) * levels.length);
        float above = (float) levels[level];
        for (int row : rows) {
            into[row] = targets[row] > predicted[row * levels.length + level] ? above : above - 1;
        }
    }

    private float[] corrections(GrownTree grown) {
        int leaves = grown.tree().leaves();
        float[] corrections = new float[leaves * levels.length];
        IntStream.range(0, leaves).parallel().forEach(leaf -> {
            float[] left = new float[grown.ends()[leaf] - grown.begins()[leaf]];
            for (int l = 0; l < levels.length; l++) {
                for (int i = 0; i < left.length; i++) {
                    int row = grown.rows()[grown.begins()[leaf] + i];
                    left[i] = targets[row] - predicted[row * levels.length + l];
                }
                double step = settings.learningRate() * OrderStatistic.quantile(left, levels[l]);
                corrections[leaf * levels.length + l] = (float) step;
            }
        });
        return corrections;
    }
}
