// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.VmId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The past demand of one VM as ranks of its block means, and how long it remembers. Immutable.
 *
 * <p>Ranks are those of absolute demand, season and all: VMs that are busy at the same hours are what fills a host, whether
 * they are related or not.
 */
final class RankedDemand {

    private static final int FEWEST_BLOCKS = 32;

    /** What a season must explain before it counts as certain, rather than as memory. */
    private static final double SEASONAL = 0.5;

    private final float[] ranks;
    private final double deviation;
    private final double[] memory;

    private RankedDemand(float[] ranks, double deviation, double[] memory) {
        this.ranks = ranks;
        this.deviation = deviation;
        this.memory = memory;
    }

    /**
     * {@return the ranks of a VM's demand, or null if too little is known of it or it never changes}
     *
     * @param block in steps
     * @param count of blocks, the newest ending with the newest step
     * @param season in blocks
     * @param lags for which the memory is asked
     */
    static @Nullable RankedDemand of(
            DemandHistory history, VmId vm, int resource, int block, int count, int season, int lags) {
        double[] means = new double[count];
        for (int i = 0; i < count; i++) {
            means[i] = mean(history, vm, resource, history.slot() - (long) (count - i) * block + 1, block);
        }
        double deviation = deviation(means);
        // An idle VM whose demand is the same up to rounding has no ups and downs.
        if (!(deviation > 1e-9)
                || Arrays.stream(means).filter(value -> !Double.isNaN(value)).count() < FEWEST_BLOCKS) {
            return null;
        }
        float[] ranks = ranks(means);
        return new RankedDemand(ranks, deviation, memory(withoutSeason(ranks, season), lags));
    }

    private static double mean(DemandHistory history, VmId vm, int resource, long from, int block) {
        double sum = 0;
        int known = 0;
        for (long place = from; place < from + block; place++) {
            double value = history.at(vm, resource, place);
            if (!Double.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    /** Ranks from -1 to 1, the mean of those of equal values; NaN where the value is missing. */
    private static float[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        float[] ranks = new float[values.length];
        Arrays.fill(ranks, Float.NaN);
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            double rank = (from + to - 1) / 2.0;
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (float) ((2 * rank + 1) / order.length - 1);
            }
            from = to;
        }
        return ranks;
    }

    /** What the season explains is certain and no matter of memory; where it explains little, it may be chance. */
    private static float[] withoutSeason(float[] ranks, int season) {
        if (season < 2 || ranks.length < 3 * season) {
            return ranks;
        }
        double[] sum = new double[season];
        int[] count = new int[season];
        for (int i = 0; i < ranks.length; i++) {
            if (!Float.isNaN(ranks[i])) {
                sum[i % season] += ranks[i];
                count[i % season]++;
            }
        }
        float[] rest = new float[ranks.length];
        double all = 0;
        double left = 0;
        for (int i = 0; i < ranks.length; i++) {
            rest[i] = (float) (ranks[i] - sum[i % season] / Math.max(1, count[i % season]));
            all += Float.isNaN(ranks[i]) ? 0 : ranks[i] * ranks[i];
            left += Float.isNaN(rest[i]) ? 0 : rest[i] * rest[i];
        }
        return left <= (1 - SEASONAL) * all ? rest : ranks;
    }

    /** Autocorrelations at the lags from 1 on, missing values taken as the mean. */
    private static double[] memory(float[] values, int lags) {
        double variance = 0;
        for (float value : values) {
            variance += Float.isNaN(value) ? 0 : value * value;
        }
        double[] memory = new double[lags];
        for (int lag = 1; lag <= lags && variance > 0; lag++) {
            double sum = 0;
            for (int i = lag; i < values.length; i++) {
                float product = values[i] * values[i - lag];
                sum += Float.isNaN(product) ? 0 : product;
            }
            memory[lag - 1] = sum / variance;
        }
        return memory;
    }

    double deviation() {
        return deviation;
    }

    /**
     * {@return the rank correlation with another one's ranks {@code lag} blocks later, over the blocks where both are known}
     */
    double correlation(RankedDemand other, int lag) {
        int from = Math.max(0, -lag);
        int to = Math.min(ranks.length, ranks.length - lag);
        double count = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumYy = 0;
        double sumXy = 0;
        for (int i = from; i < to; i++) {
            double x = ranks[i];
            double y = other.ranks[i + lag];
            double product = x * y;
            if (!Double.isNaN(product)) {
                count++;
                sumX += x;
                sumY += y;
                sumXx += x * x;
                sumYy += y * y;
                sumXy += product;
            }
        }
        double covariance = sumXy - sumX * sumY / count;
        double variance = (sumXx - sumX * sumX / count) * (sumYy - sumY * sumY / count);
        return count >= FEWEST_BLOCKS && variance > 0 ? covariance / Math.sqrt(variance) : 0;
    }

    /**
     * {@return how many independent pairs of values tell as much about the correlation as those of these two, which remember}
     *
     * <p>Source: Bartlett, "Some Aspects of the Time-Correlation Problem", J. Royal Statistical Society 98 (1935), in the form
     * of Pyper and Peterman, Canadian J. of Fisheries and Aquatic Sciences 55 (1998), equation 1.
     */
    double effectiveSamples(RankedDemand other) {
        double n = ranks.length;
        double sum = 0;
        for (int lag = 1; lag <= memory.length; lag++) {
            sum += (1 - lag / n) * memory[lag - 1] * other.memory[lag - 1];
        }
        return Math.max(4, Math.min(n, n / (1 + 2 * sum)));
    }
}
