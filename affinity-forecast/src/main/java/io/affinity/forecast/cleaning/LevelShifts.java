package io.affinity.forecast.cleaning;

import io.affinity.spi.telemetry.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where the level of a series changes for good: the segmentation of its block medians with the least squares plus a penalty
 * for each change, by dynamic programming (optimal partitioning, Jackson et al. 2005).
 *
 * <p>Blocks are as long as the shortest season, if the history has {@value #LEAST_SEASONS} of these, so that a season is no
 * change of level and a spike is none either; otherwise the history is cut into at most {@value #MOST_BLOCKS}. The penalty
 * is {@value #PENALTY} times the logarithm of the number of blocks times the long-run variance of the blocks, as Schwarz's
 * criterion (1978) has it with a margin; it grows with the autocorrelation of the blocks, up to that of a random walk, whose
 * level always changes and therefore never does. Missing values do not count.
 */
final class LevelShifts {

    private static final int LEAST_SEASONS = 12;
    private static final int MOST_BLOCKS = 120;
    private static final int LEAST_BLOCKS = 8;
    private static final int LEAST_SEGMENT = 3;
    private static final double PENALTY = 4;
    /** Nearer to a random walk, no level can be told from the walk. */
    private static final double MOST_CORRELATION = 0.95;

    /** A change counts for at most so many median ones where noise is estimated, so that shifts are not taken for noise. */
    private static final double MOST_CHANGE = 3;

    private LevelShifts() {}

    /** {@return the indexes of the first values after a shift, increasing; accurate to a block} */
    static List<Integer> of(TimeSeries history, List<Integer> seasonalPeriods) {
        int block = blockLength(history.length(), seasonalPeriods);
        int blocks = history.length() / block;
        if (blocks < LEAST_BLOCKS) {
            return List.of();
        }
        int from = history.length() - blocks * block;
        double[] values = history.values();
        double[] medians = new double[blocks];
        int[] firstValue = new int[blocks];
        int known = 0;
        for (int i = 0; i < blocks; i++) {
            double median = Median.of(values, from + i * block, from + (i + 1) * block);
            if (!Double.isNaN(median)) {
                medians[known] = median;
                firstValue[known] = from + i * block;
                known++;
            }
        }
        List<Integer> shifts = new ArrayList<>();
        for (int index : changes(Arrays.copyOf(medians, known))) {
            shifts.add(firstValue[index]);
        }
        return List.copyOf(shifts);
    }

    private static int blockLength(int length, List<Integer> seasonalPeriods) {
        int shortest =
                seasonalPeriods.stream().mapToInt(Integer::intValue).min().orElse(1);
        return length / shortest >= LEAST_SEASONS && shortest > 1
                ? shortest
                : Math.max(1, (length + MOST_BLOCKS - 1) / MOST_BLOCKS);
    }

    private static List<Integer> changes(double[] levels) {
        if (levels.length < LEAST_BLOCKS) {
            return List.of();
        }
        double center = Median.of(levels);
        double[] sums = new double[levels.length + 1];
        double[] squares = new double[levels.length + 1];
        for (int i = 0; i < levels.length; i++) {
            double value = levels[i] - center;
            sums[i + 1] = sums[i] + value;
            squares[i + 1] = squares[i] + value * value;
        }
        // Rounding errors of a constant are no shifts.
        double negligible = 1e-12 * squares[levels.length] + 1e-20 * center * center;
        double penalty = PENALTY * Math.log(levels.length) * longRunVariance(levels) + negligible;
        return bestSegments(sums, squares, penalty);
    }

    private static List<Integer> bestSegments(double[] sums, double[] squares, double penalty) {
        int length = sums.length - 1;
        double[] least = new double[length + 1];
        int[] begin = new int[length + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        least[0] = -penalty;
        for (int end = LEAST_SEGMENT; end <= length; end++) {
            for (int from = 0; from <= end - LEAST_SEGMENT; from++) {
                double sum = sums[end] - sums[from];
                double cost = least[from] + penalty + squares[end] - squares[from] - sum * sum / (end - from);
                if (cost < least[end]) {
                    least[end] = cost;
                    begin[end] = from;
                }
            }
        }
        List<Integer> changes = new ArrayList<>();
        for (int end = begin[length]; end > 0; end = begin[end]) {
            changes.add(end);
        }
        Collections.reverse(changes);
        return changes;
    }

    /**
     * For first-order autocorrelation {@code r}: changes have the variance {@code 2 s^2 (1 - r)} and themselves the
     * autocorrelation {@code -(1 - r) / 2}, and a mean has the variance of independent values times {@code (1 + r) / (1 - r)}.
     */
    private static double longRunVariance(double[] levels) {
        double[] changes = new double[levels.length - 1];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = levels[i + 1] - levels[i];
        }
        double most = MOST_CHANGE * Median.NORMAL * Median.ofSizes(changes);
        double squares = 0;
        double products = 0;
        double previous = 0;
        for (double change : changes) {
            double limited = Math.max(-most, Math.min(most, change));
            squares += limited * limited;
            products += limited * previous;
            previous = limited;
        }
        if (squares == 0) {
            return 0;
        }
        double correlation = Math.max(0, Math.min(MOST_CORRELATION, 1 + 2 * products / squares));
        double variance = squares / changes.length / (2 * (1 - correlation));
        return variance * (1 + correlation) / (1 - correlation);
    }
}
