// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import java.util.Arrays;

/** The newest whole cycles of a series, and the mean profile that they have in common. */
final class FoldedSeries {

    private final double[] values;
    private final int period;
    private final double[] profile;

    /**
     * @param series without missing values, about zero; at least two periods long
     */
    FoldedSeries(double[] series, int period) {
        int cycles = series.length / period;
        this.period = period;
        values = Arrays.copyOfRange(series, series.length - cycles * period, series.length);
        profile = new double[period];
        for (int i = 0; i < values.length; i++) {
            profile[i % period] += values[i] / cycles;
        }
        double mean = Arrays.stream(profile).average().orElse(0);
        for (int i = 0; i < period; i++) {
            profile[i] -= mean;
        }
    }

    int cycles() {
        return values.length / period;
    }

    double[] values() {
        return values.clone();
    }

    /** {@return the share of the variance within cycles that the mean of the other cycles explains} */
    double strength() {
        return strength(values, profile);
    }

    /**
     * {@return the same of the changes from step to step if it is more: a walk hides what happens once in a cycle} Without any
     * season it is {@code -1 / (cycles - 1)} on average, for the profile of the other cycles is then noise.
     */
    double repetition() {
        return Math.max(strength(), strength(changes(values), changes(profile)));
    }

    private double[] changes(double[] of) {
        double[] changes = new double[of.length];
        for (int i = 0; i < of.length; i++) {
            // The first has none before it; its change round the end is right for a profile and one of many for values.
            changes[i] = of[i] - of[i == 0 ? of.length - 1 : i - 1];
        }
        return changes;
    }

    private double strength(double[] values, double[] profile) {
        int cycles = cycles();
        double all = 0;
        double unexplained = 0;
        // With m the mean of all n cycles, that of the others is (n m - x) / (n - 1).
        double factor = cycles / (cycles - 1.0);
        for (int c = 0; c < cycles; c++) {
            double mean = 0;
            for (int i = 0; i < period; i++) {
                mean += values[c * period + i] / period;
            }
            for (int i = 0; i < period; i++) {
                double deviation = values[c * period + i] - mean;
                double error = factor * (deviation - profile[i]);
                all += deviation * deviation;
                unexplained += error * error;
            }
        }
        return all > 0 ? 1 - unexplained / all : 0;
    }

    /** {@return the series without this profile, its first, incomplete cycle included} */
    double[] removedFrom(double[] series) {
        double[] rest = series.clone();
        int offset = (series.length - values.length) % period;
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= profile[Math.floorMod(i - offset, period)];
        }
        return rest;
    }
}
