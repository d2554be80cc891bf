package io.affinity.forecast.internal;

/** The latest one-step residuals in the order of time, missing ones included; single precision is enough for them. */
final class ResidualRing {

    private final float[] residuals;
    private int next;
    private int size;

    ResidualRing(int capacity) {
        residuals = new float[capacity];
    }

    void add(double residual) {
        residuals[next] = (float) residual;
        next = next + 1 == residuals.length ? 0 : next + 1;
        size = Math.min(size + 1, residuals.length);
    }

    int size() {
        return size;
    }

    double stepsBack(int steps) {
        if (steps < 0 || steps >= size) {
            throw new IllegalArgumentException("The steps back (" + steps
                    + ") must be at least 0 and below the number of residuals (" + size + ").");
        }
        int index = next - 1 - steps;
        return residuals[index < 0 ? index + residuals.length : index];
    }
}
