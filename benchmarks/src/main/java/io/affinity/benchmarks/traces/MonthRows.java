// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.traces;

import java.util.Arrays;

/** The rows of one VM in a month, sorted by time, one for each stamp: CPU in cores, then memory in bytes. */
final class MonthRows {

    static final long STEP_SECONDS = 300;

    private static final long FARTHEST_SECONDS = 225;
    private static final double BYTES_PER_KB = 1024;

    private final long[] seconds;
    private final float[][] values;
    private final double[] allocations;

    private MonthRows(long[] seconds, float[][] values, double[] allocations) {
        this.seconds = seconds;
        this.values = values;
        this.allocations = allocations;
    }

    /**
     * Columns of equal length, at least one row.
     *
     * @param times the first in seconds since 1970, each other one as the distance to the one before
     */
    static MonthRows of(double[] times, double[] cores, double[] cpuPercent, double[] promisedKb, double[] usedKb) {
        long[] stamps = new long[times.length];
        float[][] demand = new float[2][times.length];
        long second = 0;
        for (int row = 0; row < times.length; row++) {
            second += Math.round(times[row]);
            stamps[row] = second;
            // Without cores a VM is off, whatever the other columns say.
            boolean off = cores[row] == 0;
            demand[0][row] = off ? 0 : (float) (cores[row] * cpuPercent[row] / 100);
            demand[1][row] = off ? 0 : (float) (usedKb[row] * BYTES_PER_KB);
        }
        double[] allocations = {
            Arrays.stream(cores).max().orElseThrow(),
            Arrays.stream(promisedKb).max().orElseThrow() * BYTES_PER_KB
        };
        return new MonthRows(stamps, demand, allocations).sorted();
    }

    private MonthRows sorted() {
        int[] order = firstOfEachStamp();
        long[] sortedSeconds = new long[order.length];
        float[][] sortedValues = new float[values.length][order.length];
        for (int row = 0; row < order.length; row++) {
            sortedSeconds[row] = seconds[order[row]];
            for (int r = 0; r < values.length; r++) {
                sortedValues[r][row] = values[r][order[row]];
            }
        }
        return new MonthRows(sortedSeconds, sortedValues, allocations);
    }

    /** {@return the rows to keep, by time} */
    private int[] firstOfEachStamp() {
        Integer[] rows = new Integer[seconds.length];
        Arrays.setAll(rows, row -> row);
        // The stable sort leaves rows with one stamp in the order of the file.
        Arrays.sort(rows, (a, b) -> Long.compare(seconds[a], seconds[b]));
        int[] kept = new int[rows.length];
        int count = 0;
        for (Integer row : rows) {
            if (count == 0 || seconds[kept[count - 1]] != seconds[row]) {
                kept[count++] = row;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** {@return the step nearest to the first row, as the number of steps since 1970} */
    long firstSlot() {
        return nearestSlot(seconds[0]);
    }

    /** {@return the step nearest to the last row, as the number of steps since 1970} */
    long lastSlot() {
        return nearestSlot(seconds[seconds.length - 1]);
    }

    private static long nearestSlot(long second) {
        return Math.floorDiv(second + STEP_SECONDS / 2, STEP_SECONDS);
    }

    /** {@return the largest that any row has, in cores or bytes} */
    double allocation(int resource) {
        return allocations[resource];
    }

    /** {@return the values of {@code steps} steps from the step {@code first} on; NaN where no row is near} */
    float[] column(int resource, long first, int steps) {
        float[] column = new float[steps];
        int row = 0;
        for (int t = 0; t < steps; t++) {
            long time = (first + t) * STEP_SECONDS;
            while (row + 1 < seconds.length && Math.abs(seconds[row + 1] - time) < Math.abs(seconds[row] - time)) {
                row++;
            }
            column[t] = Math.abs(seconds[row] - time) <= FARTHEST_SECONDS ? values[resource][row] : Float.NaN;
        }
        return column;
    }
}
