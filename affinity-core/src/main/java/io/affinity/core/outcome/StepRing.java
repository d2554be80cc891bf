// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import java.util.Arrays;

/**
 * What each of the last steps came to on each track, the oldest forgotten first. One array of floats, row after row in the order of
 * {@link Column}, written round and round: 32 bytes a step, so that a week of five-minute steps is 64 KiB and a sum over a
 * window is one pass over memory.
 */
final class StepRing {

    /** One number of a step. */
    enum Column {
        STAY_MINUTES(0),
        REACTIVE_MINUTES(1),
        ACTUAL_MINUTES(2),
        STAY_COST(3),
        REACTIVE_COST(4),
        ACTUAL_COST(5),
        /** Of the forecasts' shadow; 0 while there is none. */
        SHADOW_COST(6),
        MIGRATIONS(7);

        private final int place;

        Column(int place) {
            this.place = place;
        }
    }

    private static final int COLUMNS = Column.values().length;

    private final float[] values;
    private final int capacity;
    private long added;

    /** @param capacity in steps, at least 1 */
    StepRing(int capacity) {
        this.capacity = capacity;
        this.values = new float[capacity * COLUMNS];
    }

    /** @param row by the order of columns */
    void add(double... row) {
        int place = (int) (added % capacity) * COLUMNS;
        for (int c = 0; c < COLUMNS; c++) {
            values[place + c] = (float) row[c];
        }
        added++;
    }

    /** {@return how many numbers a row has} */
    static int columns() {
        return COLUMNS;
    }

    /** {@return how many steps are known} */
    int size() {
        return (int) Math.min(added, capacity);
    }

    /** {@return the last values of a column, the oldest first} */
    double[] last(int steps, Column column) {
        double[] last = new double[steps];
        for (int i = 0; i < steps; i++) {
            long place = (added - steps + i) % capacity;
            last[i] = values[(int) place * COLUMNS + column.place];
        }
        return last;
    }

    /** {@return one column less another} */
    double[] difference(int steps, Column from, Column subtracted) {
        double[] result = last(steps, from);
        double[] less = last(steps, subtracted);
        Arrays.setAll(result, i -> result[i] - less[i]);
        return result;
    }

    double sum(int steps, Column column) {
        return Arrays.stream(last(steps, column)).sum();
    }

    /** {@return the rows, the oldest first, as they are to be added again} */
    float[] rows() {
        float[] rows = new float[size() * COLUMNS];
        for (int i = 0; i < size(); i++) {
            int place = (int) ((added - size() + i) % capacity) * COLUMNS;
            System.arraycopy(values, place, rows, i * COLUMNS, COLUMNS);
        }
        return rows;
    }

    /** Adds rows that {@link #rows} gave. */
    void addRows(float[] rows) {
        for (int i = 0; i + COLUMNS <= rows.length; i += COLUMNS) {
            double[] row = new double[COLUMNS];
            for (int c = 0; c < COLUMNS; c++) {
                row[c] = rows[i + c];
            }
            add(row);
        }
    }
}
