// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import java.util.Arrays;

/** Values with a time each, put on a regular grid. */
public final class TimedColumn {

    private TimedColumn() {}

    /**
     * {@return the values on the grid that begins with the first time: each at the nearest step, the first one where several
     * are as near, NaN where there is none}
     *
     * @param times the first in seconds, then the distance of each from the one before; as long as the values
     * @param stepSeconds positive
     * @throws IllegalArgumentException if the lengths differ, a time is missing, or times go backwards
     */
    public static NamedSeries onGrid(NamedSeries values, NamedSeries times, int stepSeconds) {
        if (values.length() != times.length()) {
            throw new IllegalArgumentException("The number of times of " + values.id() + " (" + times.length()
                    + ") must be that of its values (" + values.length() + ").");
        }
        double[] grid = new double[0];
        double elapsed = 0;
        for (int i = 0; i < values.length(); i++) {
            double distance = i == 0 ? 0 : times.value(i);
            if (!(distance >= 0)) {
                throw new IllegalArgumentException(
                        "The distance of time " + i + " of " + times.id() + " (" + distance + " s) must be 0 or more.");
            }
            elapsed += distance;
            int step = Math.toIntExact(Math.round(elapsed / stepSeconds));
            if (step >= grid.length) {
                int length = grid.length;
                grid = Arrays.copyOf(grid, step + 1);
                Arrays.fill(grid, length, step, Double.NaN);
                grid[step] = values.value(i);
            }
        }
        return new NamedSeries(values.id(), grid);
    }
}
