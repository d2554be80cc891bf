// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import org.jspecify.annotations.Nullable;

/**
 * The split of a node that lowers the sum of squared errors most: with sums S and counts n of the two sides, the one with the greatest
 * S1^2 / n1 + S2^2 / n2 (Breiman et al. (1984), Classification and regression trees, section 8.4). Of equal ones, the first.
 */
final class SplitSearch {

    /** A gain below this share of the sum of squares is rounding. */
    private static final double NOTHING = 1e-12;

    private final FeatureBins bins;
    private final int leastRows;
    private final Histogram histogram;
    private final double sum;
    private final int count;

    private double bestScore;
    private @Nullable Split best;

    private SplitSearch(FeatureBins bins, int leastRows, Histogram histogram, double sum, int count) {
        this.bins = bins;
        this.leastRows = leastRows;
        this.histogram = histogram;
        this.sum = sum;
        this.count = count;
    }

    /** {@return the best split; null where none helps} */
    static @Nullable Split best(
            FeatureBins bins, int leastRows, Histogram histogram, double sum, double squares, int count) {
        SplitSearch search = new SplitSearch(bins, leastRows, histogram, sum, count);
        search.bestScore = sum * sum / count + NOTHING * squares;
        for (int place = 0; place < histogram.features(); place++) {
            search.tryFeature(place);
        }
        return search.best;
    }

    private void tryFeature(int place) {
        int feature = histogram.feature(place);
        int missing = histogram.count(place, 0);
        double missingSum = histogram.sum(place, 0);
        double leftSum = 0;
        int left = 0;
        int last = bins.last(feature);
        for (int bin = 1; bin <= last; bin++) {
            int here = histogram.count(place, bin);
            if (here == 0) {
                continue;
            }
            leftSum += histogram.sum(place, bin);
            left += here;
            tryAt(feature, bin, missing == 0 && left > count - left, leftSum, left);
            if (missing > 0) {
                tryAt(feature, bin, true, leftSum + missingSum, left + missing);
            }
        }
    }

    private void tryAt(int feature, int bin, boolean missingLeft, double leftSum, int left) {
        int right = count - left;
        if (left < leastRows || right < leastRows) {
            return;
        }
        double rightSum = sum - leftSum;
        double score = leftSum * leftSum / left + rightSum * rightSum / right;
        if (score > bestScore) {
            bestScore = score;
            best = new Split(feature, bin, missingLeft, score - sum * sum / count);
        }
    }
}
