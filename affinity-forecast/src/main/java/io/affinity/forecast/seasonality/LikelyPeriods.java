// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Periods worth a closer look: where the autocorrelation of the series, its spectrum divided by the noise floor first, has
 * its highest peaks. Nothing is decided here but where to look.
 */
final class LikelyPeriods {

    private static final int MOST = 16;
    /** How far the strongest period may be from the peak, which is blunt for a smooth season. */
    private static final int SEARCHED = 8;

    private LikelyPeriods() {}

    /** {@return the periods, each at least 2 and at most {@code longest}, by length} */
    static List<Integer> of(double[] series, int longest) {
        double[] power = Periodogram.of(series);
        NoiseFloor floors = new NoiseFloor(power, 0);
        double[] whitened = new double[power.length];
        for (int bin = 1; bin < power.length; bin++) {
            double floor = floors.at(bin).power();
            whitened[bin] = floor > 0 ? power[bin] / floor : power[bin] > 0 ? 1e6 : 0;
        }
        double[] similar = Periodogram.cosineSums(whitened, series.length);
        List<Integer> peaks = new ArrayList<>();
        for (int lag = 2; lag <= longest && lag < similar.length; lag++) {
            boolean rises = similar[lag] > 0 && (lag == 2 || similar[lag] >= similar[lag - 1]);
            boolean falls = lag + 1 >= similar.length || similar[lag] > similar[lag + 1];
            if (rises && falls) {
                peaks.add(lag);
            }
        }
        peaks.sort(Comparator.comparingDouble(lag -> -similar[lag]));
        List<Integer> likely = new ArrayList<>();
        for (int peak : peaks.subList(0, Math.min(MOST, peaks.size()))) {
            int period = strongestNear(series, peak, longest);
            if (!likely.contains(period)) {
                likely.add(period);
            }
        }
        Collections.sort(likely);
        return likely;
    }

    private static int strongestNear(double[] series, int peak, int longest) {
        int best = peak;
        double strongest = Double.NEGATIVE_INFINITY;
        // A cycle more or less in a long series makes a peak narrower.
        int far = Math.min(SEARCHED, Math.max(1, peak / 8));
        for (int period = Math.max(2, peak - far); period <= Math.min(longest, peak + far); period++) {
            double strength = new FoldedSeries(series, period).strength();
            if (strength > strongest) {
                strongest = strength;
                best = period;
            }
        }
        return best;
    }
}
