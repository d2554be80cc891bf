// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.forecast.numeric.LargestDirections;
import java.util.Arrays;

/**
 * What gaps leave open in the state of a steady filter: {@code state + W u}, with independent u of the innovations'
 * variance, one for each shock that nobody saw. A later value tells a part of them: that is the Kalman filter again, in
 * the square root form of Potter (Bierman 1977, section II.5), in as many dimensions as values are missing and not yet
 * forgotten; a column that has faded is dropped. With more than {@value #MOST}, the directions with the largest variance
 * are kept.
 *
 * <p>A step costs the length of the state for each open shock, and nothing where there is none. Columns are rings, as the
 * state is.
 */
final class UnknownShocks {

    private static final int MOST = 64;

    /** Of an element of a shock, of the innovations' deviation. */
    private static final double LARGEST = 1e12;

    private static final int MOST_KEPT = 48;
    private static final int STEPS_BETWEEN_CHECKS = 32;

    /** A deviation of an element of the state, of the innovations', that does not reach the result. */
    private static final double FADED = 1e-8;

    private final double[] withNext;
    private double[][] columns = new double[0][];
    private int count;
    private int steps;

    /** @param size length of the state */
    UnknownShocks(int size) {
        withNext = new double[size];
    }

    int count() {
        return count;
    }

    /** {@return the column with this index, to be moved on with the state} */
    double[] column(int index) {
        return columns[index];
    }

    /** {@return an empty column for a shock that is independent of all others} */
    double[] open() {
        if (count == MOST) {
            keepLargest();
        }
        if (count == columns.length) {
            columns = Arrays.copyOf(columns, Math.min(MOST, Math.max(4, 2 * count)));
            for (int i = count; i < columns.length; i++) {
                columns[i] = new double[withNext.length];
            }
        }
        Arrays.fill(columns[count], 0);
        count++;
        return columns[count - 1];
    }

    private void keepLargest() {
        replaceBy((one, other) -> {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += columns[i][one] * columns[i][other];
            }
            return sum;
        });
    }

    /** Replaces all by those of a given covariance of the state, element {@code i} of a ring at index {@code i}. */
    void replaceBy(LargestDirections.Covariance ofState) {
        double[][] directions = LargestDirections.of(ofState, withNext.length, MOST_KEPT);
        count = 0;
        for (double[] direction : directions) {
            System.arraycopy(direction, 0, open(), 0, direction.length);
        }
    }

    /**
     * Moves the state by what its next value, at index {@code first}, tells of them.
     *
     * @param noise variance of the value if there were no open shocks
     */
    void learn(double[] state, int first, double value, double noise) {
        Arrays.fill(withNext, 0);
        for (int i = 0; i < count; i++) {
            addTo(withNext, columns[i], columns[i][first]);
        }
        double variance = noise + withNext[first];
        addTo(state, withNext, (value - state[first]) / variance);
        double share = 1 / (variance + Math.sqrt(variance * noise));
        for (int i = 0; i < count; i++) {
            addTo(columns[i], withNext, -share * columns[i][first]);
        }
        steps++;
        if (steps >= STEPS_BETWEEN_CHECKS + state.length) {
            steps = 0;
            forget();
        }
    }

    private static void addTo(double[] array, double[] what, double factor) {
        for (int e = 0; e < array.length && factor != 0; e++) {
            array[e] += factor * what[e];
        }
    }

    private void forget() {
        for (int i = count - 1; i >= 0; i--) {
            double[] column = columns[i];
            double largest = 0;
            for (double element : column) {
                largest = Math.max(largest, Math.abs(element));
            }
            if (largest < FADED) {
                count--;
                columns[i] = columns[count];
                columns[count] = column;
            }
        }
    }

    void write(StateWriter out) {
        out.putInt(count);
        out.putInt(steps);
        for (int i = 0; i < count; i++) {
            out.putDoubles(columns[i]);
        }
    }

    static UnknownShocks read(StateReader in, int size) {
        UnknownShocks shocks = new UnknownShocks(size);
        int count = in.takeInt("the number of open shocks", 0, MOST);
        shocks.steps = in.takeInt("the steps since a check", 0, STEPS_BETWEEN_CHECKS + size);
        in.requireRoom((long) count * size, Double.BYTES);
        for (int i = 0; i < count; i++) {
            in.takeNumbers("an open shock", LARGEST, shocks.open());
        }
        return shocks;
    }
}
