// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one VM for one resource as they come, each with its time in milliseconds since 1970. Rows in order cost twelve
 * bytes each; those out of order are sorted at the end.
 */
final class StampedValues {

    private long[] stamps = new long[64];
    private float[] values = new float[64];
    private int size;
    private boolean isSorted = true;

    void add(long millis, float value) {
        if (size == stamps.length) {
            stamps = Arrays.copyOf(stamps, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        isSorted &= size == 0 || stamps[size - 1] < millis;
        stamps[size] = millis;
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long first() {
        return stamps[0];
    }

    long last() {
        return stamps[size - 1];
    }

    /** Two values of one time. */
    record Contradiction(long millis, float one, float other) {}

    /**
     * Sorts by time, and leaves one of rows that say the same; of those that do not, the last.
     *
     * @return the first two that contradict each other, or null
     */
    @Nullable
    Contradiction settle() {
        Contradiction found = null;
        if (!isSorted) {
            sort();
            int kept = 0;
            for (int row = 1; row < size; row++) {
                boolean isSameTime = stamps[row] == stamps[kept];
                if (isSameTime && values[row] != values[kept] && found == null) {
                    found = new Contradiction(stamps[row], values[kept], values[row]);
                }
                kept += isSameTime ? 0 : 1;
                stamps[kept] = stamps[row];
                values[kept] = values[row];
            }
            size = kept + 1;
            isSorted = true;
        }
        stamps = Arrays.copyOf(stamps, size);
        values = Arrays.copyOf(values, size);
        return found;
    }

    /** Stable, so that of one time the last is the last of the file. */
    private void sort() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, row -> row);
        Arrays.sort(order, (a, b) -> Long.compare(stamps[a], stamps[b]));
        long[] sortedStamps = new long[size];
        float[] sortedValues = new float[size];
        for (int row = 0; row < size; row++) {
            sortedStamps[row] = stamps[order[row]];
            sortedValues[row] = values[order[row]];
        }
        stamps = sortedStamps;
        values = sortedValues;
    }

    /** {@return how far apart two rows usually are, in milliseconds: the lower median; 0 if there are fewer than two. Once settled} */
    long usualDistance() {
        if (size < 2) {
            return 0;
        }
        long[] distances = new long[size - 1];
        Arrays.setAll(distances, row -> stamps[row + 1] - stamps[row]);
        Arrays.sort(distances);
        return distances[(distances.length - 1) / 2];
    }

    /** {@return how many rows follow the one before at a distance that rounds to the step, give or take a quarter. Once settled} */
    int regular(long step) {
        int count = 0;
        for (int row = 1; row < size; row++) {
            count += 4 * Math.abs(stamps[row] - stamps[row - 1] - step) <= step ? 1 : 0;
        }
        return count;
    }

    /** {@return the values on a grid of milliseconds. Once settled; at least one row} */
    float[] column(NearestRow.Grid grid, long farthest) {
        return NearestRow.column(stamps, values, grid, farthest);
    }
}
