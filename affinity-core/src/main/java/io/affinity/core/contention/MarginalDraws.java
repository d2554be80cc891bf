// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.forecast.Forecast;
import java.util.SplittableRandom;

/**
 * Equally likely values of one series at one step, ascending, one from each stratum of its distribution ({@link DrawPlaces}),
 * between zero and what the VM can use at most: what it was promised, or more if the forecast itself says more.
 *
 * <p>The mean of the draws and that of the forecast are two estimates of the same number, which differ: quantiles are cut at
 * zero and calibrated on the past, a model's mean lags behind a VM that comes in bursts. Either alone is wrong for the sum of
 * many VMs, the first too high and the second too low, so draws whose mean is above the forecast's are lowered until only
 * {@value #KEPT} of the excess is left. What a draw gives falls with its rank, and none falls below zero: the body gives most,
 * and peaks stay as high as they were, as it is they that fill a host.
 */
final class MarginalDraws {

    /** On traces the sums of many VMs are about right with it. */
    private static final double KEPT = 0.15;

    private static final double ROUNDING = 1e-12;

    private final double[] sorted;
    private final int[] fine;
    private double[] quantiles = new double[0];

    MarginalDraws(int scenarios) {
        this.sorted = new double[scenarios];
        this.fine = new int[scenarios];
    }

    /** Settles for a series where in its stratum each draw lies. */
    void begin(SplittableRandom random) {
        for (int k = 0; k < fine.length; k++) {
            fine[k] = random.nextInt(DrawPlaces.FINE);
        }
    }

    /**
     * {@return the draws; overwritten by the next call}
     *
     * @param places for the levels of the forecast
     * @param promised what the VM was promised; infinite if that is not known
     * @param correction by what came of earlier scenarios
     */
    double[] draw(Forecast forecast, int step, DrawPlaces places, double promised, Correction correction) {
        read(forecast, step);
        double ceiling = ceiling(forecast, step, promised);
        int last = quantiles.length - 1;
        double sum = 0;
        for (int k = 0; k < sorted.length; k++) {
            int place = DrawPlaces.place(k, fine[k], step);
            int lower = places.lower(place);
            double low = quantiles[lower];
            double value = low + places.share(place) * (quantiles[Math.min(last, lower + 1)] - low);
            sorted[k] = bounded(value, ceiling);
            sum += sorted[k];
        }
        double excess = sum - bounded(forecast.mean(step), ceiling) * sorted.length;
        if (excess > ROUNDING * sum) {
            lower((1 - KEPT) * excess);
        }
        correction.apply(sorted, ceiling);
        return sorted;
    }

    private void read(Forecast forecast, int step) {
        int size = forecast.levels().size();
        if (quantiles.length != size) {
            quantiles = new double[size];
        }
        for (int l = 0; l < size; l++) {
            quantiles[l] = forecast.quantile(l, step);
        }
    }

    /** Takes {@code excess} away in all, from a draw of rank k in proportion to {@code S - k - 1/2}. */
    private void lower(double excess) {
        int count = sorted.length;
        double left = excess;
        int first = 0;
        double each = shareOf(left, count);
        // A draw below what it must give gives all it has, and the others share the rest.
        while (first < count && sorted[first] <= each * (count - first - 0.5)) {
            left -= sorted[first];
            sorted[first] = 0;
            first++;
            each = shareOf(left, count - first);
        }
        for (int k = first; k < count; k++) {
            sorted[k] -= each * (count - k - 0.5);
        }
    }

    /** The halves of the odd numbers up to {@code 2 count - 1} add up to {@code count^2 / 2}. */
    private static double shareOf(double excess, int count) {
        return 2 * excess / ((double) count * count);
    }

    /** {@return what no draw of a step exceeds} */
    static double highest(Forecast forecast, int step, DrawPlaces places, double promised, Correction correction) {
        int last = forecast.levels().size() - 1;
        int lower = places.lower(places.last());
        double low = forecast.quantile(lower, step);
        double value = low + places.share(places.last()) * (forecast.quantile(Math.min(last, lower + 1), step) - low);
        double ceiling = ceiling(forecast, step, promised);
        return bounded(correction.most(bounded(value, ceiling)), ceiling);
    }

    private static double ceiling(Forecast forecast, int step, double promised) {
        double said = Math.max(
                forecast.mean(step), forecast.quantile(forecast.levels().size() - 1, step));
        return Math.max(promised, said);
    }

    private static double bounded(double value, double ceiling) {
        return Math.max(0, Math.min(ceiling, value));
    }
}
