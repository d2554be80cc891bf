// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * Makes one forecast of several: that of somebody who believes each of them with the same probability. Its distribution at a step is the
 * mean of theirs, which is as wide as they disagree, and so its quantiles are not the means of their quantiles (linear opinion pool: Stone,
 * Annals of Mathematical Statistics 32 (1961); Genest and Zidek, Statistical Science 1 (1986), section 2).
 *
 * <p>A distribution is straight between two levels that are known, and beyond the outermost as {@link Forecast#quantileAt} has it.
 */
public final class LinearPool {

    private final double[][] places;
    private final double[][] shares;
    private final double[] all;

    private LinearPool(List<Forecast> forecasts, int step) {
        this.places = new double[forecasts.size()][];
        this.shares = new double[forecasts.size()][];
        for (int i = 0; i < places.length; i++) {
            trace(forecasts.get(i), step, i);
        }
        this.all =
                Arrays.stream(places).flatMapToDouble(Arrays::stream).sorted().toArray();
    }

    /**
     * {@return the pool of these forecasts}
     *
     * @param forecasts of one origin, step, horizon and levels; at least one
     * @throws IllegalArgumentException if there is none, or they are of different origins, steps, horizons or levels
     */
    public static Forecast of(List<Forecast> forecasts) {
        if (forecasts.isEmpty()) {
            throw new IllegalArgumentException("A pool needs at least one forecast.");
        }
        Forecast first = forecasts.get(0);
        forecasts.forEach(other -> requireAlike(first, other));
        int levels = first.levels().size();
        double[] mean = new double[first.steps()];
        double[] quantiles = new double[mean.length * levels];
        for (int t = 0; t < mean.length; t++) {
            for (Forecast forecast : forecasts) {
                mean[t] += forecast.mean(t) / forecasts.size();
            }
            LinearPool pool = new LinearPool(forecasts, t);
            for (int l = 0; l < levels; l++) {
                quantiles[t * levels + l] = pool.quantile(first.levels().get(l));
            }
        }
        return Forecast.of(first.origin(), first.step(), first.levels(), mean, quantiles);
    }

    private static void requireAlike(Forecast one, Forecast other) {
        if (!one.origin().equals(other.origin())
                || !one.step().equals(other.step())
                || one.steps() != other.steps()
                || !one.levels().equals(other.levels())) {
            throw new IllegalArgumentException(
                    "The forecasts of a pool must have one origin, step, horizon and levels: " + describe(one) + " and "
                            + describe(other) + ".");
        }
    }

    private static String describe(Forecast forecast) {
        return forecast.steps() + " steps of " + forecast.step() + " from " + forecast.origin() + " at "
                + forecast.levels();
    }

    /** Where the distribution bends, from a share of 0 to one of 1. */
    private void trace(Forecast forecast, int step, int index) {
        int levels = forecast.levels().size();
        double[] place = new double[levels + 2];
        double[] share = new double[levels + 2];
        for (int l = 0; l < levels; l++) {
            place[l + 1] = forecast.quantile(l, step);
            share[l + 1] = forecast.levels().get(l);
        }
        place[0] = place[1] - share[1] * slope(place, share, 1, levels);
        place[levels + 1] = place[levels] + (1 - share[levels]) * slope(place, share, levels - 1, levels);
        share[levels + 1] = 1;
        places[index] = place;
        shares[index] = share;
    }

    private static double slope(double[] place, double[] share, int from, int levels) {
        return levels == 1 ? 0 : (place[from + 1] - place[from]) / (share[from + 1] - share[from]);
    }

    /** The share of all that is at most this, or less than this. */
    private double share(double place, boolean isBelow) {
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            sum += share(places[i], shares[i], place, isBelow);
        }
        return sum / places.length;
    }

    private static double share(double[] places, double[] shares, double place, boolean isBelow) {
        int last = places.length - 1;
        int next = 0;
        while (next <= last && (isBelow ? places[next] < place : places[next] <= place)) {
            next++;
        }
        if (next == 0 || next > last) {
            return next == 0 ? 0 : 1;
        }
        double width = places[next] - places[next - 1];
        double part = width > 0 ? (place - places[next - 1]) / width : 0;
        return shares[next - 1] + part * (shares[next] - shares[next - 1]);
    }

    private double quantile(double level) {
        double reached = 0;
        for (int i = 0; i < all.length; i++) {
            double before = share(all[i], true);
            if (level <= before && i > 0) {
                double part = before > reached ? (level - reached) / (before - reached) : 1;
                return all[i - 1] + part * (all[i] - all[i - 1]);
            }
            reached = share(all[i], false);
            if (level <= reached) {
                return all[i];
            }
        }
        return all[all.length - 1];
    }
}
