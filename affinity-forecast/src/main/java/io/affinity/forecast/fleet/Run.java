// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

/**
 * How a series that switches between a low and a high state has done so, slice by slice: which state it is in since when, and how long
 * states have lasted before. The border between them is the middle of the range of its long-run distribution. Immutable.
 *
 * @param isHigh the state now
 * @param age how many slices ago it began
 * @param previous how many slices the state before it lasted; 0 if there was none
 * @param changes so many there were
 * @param meanHigh how many slices high states lasted on the average, the present one included
 * @param meanLow how many slices low states lasted on the average, the present one included
 * @param outlasted the part of the past states of this kind that lasted longer than the present one already has; NaN if there was none
 */
record Run(boolean isHigh, int age, int previous, int changes, double meanHigh, double meanLow, double outlasted) {

    static Run of(SeriesTrack track, double border) {
        RunCount count = new RunCount();
        boolean isHigh = count.read(track, border);
        return new Run(
                isHigh,
                count.lengths[0],
                count.runs > 1 ? count.lengths[1] : 0,
                Math.max(0, count.runs - 1),
                count.mean(isHigh, true),
                count.mean(isHigh, false),
                count.outlasted());
    }

    /** Runs from the newest to the oldest. */
    private static final class RunCount {

        private final int[] lengths = new int[SeriesTrack.SLICES + 1];
        private int runs;

        /** Slices that are missing count as the state around them. */
        boolean read(SeriesTrack track, double border) {
            boolean first = false;
            boolean state = false;
            for (int i = 0; i < track.sliceSize(); i++) {
                float value = track.slice(i);
                if (!Float.isNaN(value) && (runs == 0 || value > border != state)) {
                    state = value > border;
                    first = runs == 0 ? state : first;
                    lengths[runs++] = runs == 1 ? i : 0;
                }
                if (runs > 0) {
                    lengths[runs - 1]++;
                }
            }
            return first;
        }

        double mean(boolean isHighFirst, boolean high) {
            int sum = 0;
            int count = 0;
            for (int i = isHighFirst == high ? 0 : 1; i < runs; i += 2) {
                sum += lengths[i];
                count++;
            }
            return count == 0 ? 0 : sum / (double) count;
        }

        double outlasted() {
            int longer = 0;
            int count = 0;
            for (int i = 2; i < runs; i += 2) {
                longer += lengths[i] > lengths[0] ? 1 : 0;
                count++;
            }
            return count == 0 ? Double.NaN : longer / (double) count;
        }
    }
}
