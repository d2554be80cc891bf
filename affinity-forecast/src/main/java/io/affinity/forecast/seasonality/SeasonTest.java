// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import java.util.List;
import org.apache.commons.math3.distribution.FDistribution;

/**
 * Whether the power at the harmonics of a period is more than noise has. Without a season each power, divided by the noise
 * floor there, is distributed exponentially about 1, whatever the spectrum of the noise as long as it is smooth; so the mean
 * over {@code j} harmonics has an F distribution with {@code 2 j} degrees of freedom above and those of the floor below. The
 * test is made with 1, 2, 4, ... harmonics (a smooth day needs few, a job that runs once a day needs all), and the least
 * probability is multiplied by the number of these tests (Bonferroni).
 */
final class SeasonTest {

    /** Floors of neighboring harmonics have neighbors in common unless the harmonics are so far apart. */
    private static final double INDEPENDENT = 24;

    /**
     * With more harmonics than these, a few spikes that fall on one place of the cycle by chance look like a season; each
     * cycle must then look like the others.
     */
    private static final int FEW_HARMONICS = 8;

    /** In units of what noise has. */
    private static final double REPETITION = -0.3;

    private SeasonTest() {}

    /**
     * {@return the probability of so much power without a season of this period, in [0, 1]}
     *
     * @param folded the series, without the seasons accepted before
     * @param accepted their periods: harmonics in common count for nothing
     * @param leastCycles so many must have been seen where more than a few harmonics are needed to tell
     */
    static double falseAlarm(FoldedSeries folded, int period, List<Integer> accepted, int leastCycles) {
        int cycles = folded.cycles();
        boolean repeats = folded.cycles() >= leastCycles && folded.repetition() > REPETITION / (folded.cycles() - 1);
        double[] power = Periodogram.of(folded.values());
        NoiseFloor floors = new NoiseFloor(power, cycles);
        double sum = 0;
        double worth = 0;
        int harmonics = 0;
        int tests = 0;
        int nextTest = 1;
        double least = 1;
        int most = period == 2 ? 1 : (period - 1) / 2;
        for (int j = 1; j <= most; j++) {
            if (!isHarmonicOf(accepted, period, j)) {
                NoiseFloor.Estimate floor = floors.at(j * cycles);
                if (floor.power() > 0) {
                    sum += power[j * cycles] / floor.power();
                    worth += floor.worth();
                    harmonics++;
                } else if (power[j * cycles] > 0) {
                    // Nothing but the season: a spectrum without any noise.
                    sum += Double.MAX_VALUE / period;
                    worth += 1;
                    harmonics++;
                }
            }
            boolean due = harmonics == nextTest || (j == most && harmonics > 0);
            if (due && (harmonics <= FEW_HARMONICS || repeats)) {
                tests++;
                least = Math.min(least, tail(sum / harmonics, harmonics, worth, cycles));
            }
            nextTest = due ? 2 * nextTest : nextTest;
        }
        return Math.min(1, least * Math.max(1, tests));
    }

    private static double tail(double mean, int harmonics, double worth, int cycles) {
        double independent = Math.max(worth / harmonics, worth * Math.min(1, cycles / INDEPENDENT));
        FDistribution ratio = new FDistribution(null, 2.0 * harmonics, 2 * independent);
        // The probability beyond x is that below 1 / x with the degrees of freedom exchanged, and keeps its digits.
        return mean > 0
                ? new FDistribution(null, ratio.getDenominatorDegreesOfFreedom(), ratio.getNumeratorDegreesOfFreedom())
                        .cumulativeProbability(1 / mean)
                : 1;
    }

    private static boolean isHarmonicOf(List<Integer> accepted, int period, int harmonic) {
        for (int shorter : accepted) {
            // Frequency harmonic / period is a multiple of 1 / shorter.
            if ((long) harmonic * shorter % period == 0) {
                return true;
            }
        }
        return false;
    }
}
