// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import java.util.Arrays;

/**
 * The step of the method of Levenberg and Marquardt, some coordinates of which may be held at a given length. One that the
 * residuals do not depend on, or not in a way of its own, stays where it is.
 */
final class DampedEquations {

    /** What rounding leaves of a pivot. */
    private static final double DEPENDENT = 1e-14;

    private final int size;
    private final double[] normal;
    private final double[] gradient;
    private final double[] damped;
    private final double[] right;
    private final double[] step;
    private final boolean[] held;
    private final NormalEquations equations;

    DampedEquations(int size) {
        this.size = size;
        normal = new double[size * size];
        gradient = new double[size];
        damped = new double[size * size];
        right = new double[size];
        step = new double[size];
        held = new boolean[size];
        equations = new NormalEquations(size, DEPENDENT);
    }

    /** {@return the products of the derivatives, of which the lower triangle counts, to be written to} */
    double[] normal() {
        return normal;
    }

    /** {@return the products of derivatives and residuals, to be written to} */
    double[] gradient() {
        return gradient;
    }

    /** {@return whether there are derivatives, all finite, and one at least that is not zero} */
    boolean tellADirection() {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, normal[i * size + i]);
        }
        return largest > 0 && Double.isFinite(largest);
    }

    /** Lets all coordinates move. */
    void release() {
        Arrays.fill(held, false);
    }

    /** {@return whether the coordinate could move before} From now on its step has this length. */
    boolean hold(int index, double length) {
        boolean moved = !held[index];
        held[index] = true;
        step[index] = length;
        return moved;
    }

    /** {@return whether a coordinate is held} */
    boolean holdsAny() {
        for (boolean one : held) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** {@return the step, valid until the next call} */
    double[] solve(double damping) {
        for (int i = 0; i < size; i++) {
            right[i] = -gradient[i];
            for (int j = 0; j < size; j++) {
                boolean either = held[i] || held[j];
                damped[i * size + j] = either ? 0 : normal(i, j) + (i == j ? damping * normal(i, i) : 0);
                right[i] -= held[j] ? normal(i, j) * step[j] : 0;
            }
        }
        equations.decompose(damped);
        equations.solve(right);
        for (int i = 0; i < size; i++) {
            step[i] = held[i] ? step[i] : right[i];
        }
        return step;
    }

    /** {@return by how much the last step would lower the sum of squares if residuals were linear} */
    double decrease() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double change = 2 * gradient[i];
            for (int j = 0; j < size; j++) {
                change += normal(i, j) * step[j];
            }
            sum -= step[i] * change;
        }
        return sum;
    }

    private double normal(int i, int j) {
        return i < j ? normal[j * size + i] : normal[i * size + j];
    }
}
