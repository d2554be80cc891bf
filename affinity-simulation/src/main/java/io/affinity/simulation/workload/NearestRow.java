// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.util.Arrays;

/** Puts rows, which come when they come, on the steps of a grid. */
final class NearestRow {

    private NearestRow() {}

    /**
     * The steps, in the unit of the stamps.
     *
     * @param first the time of the first step
     * @param step positive
     * @param steps their number
     */
    record Grid(long first, long step, int steps) {}

    /**
     * {@return at each step the value of the row that is nearest to it, the earlier of two; NaN where none is near enough}
     *
     * @param stamps of the rows, ascending, at least one
     * @param values of the rows
     * @param farthest how far a row may be from its step
     */
    static float[] column(long[] stamps, float[] values, Grid grid, long farthest) {
        float[] column = new float[grid.steps()];
        Arrays.fill(column, Float.NaN);
        int row = 0;
        for (int t = 0; t < column.length; t++) {
            long time = grid.first() + t * grid.step();
            while (row + 1 < stamps.length && Math.abs(stamps[row + 1] - time) < Math.abs(stamps[row] - time)) {
                row++;
            }
            if (Math.abs(stamps[row] - time) <= farthest) {
                column[t] = values[row];
            }
        }
        return column;
    }
}
