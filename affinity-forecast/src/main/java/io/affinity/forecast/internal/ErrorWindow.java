package io.affinity.forecast.internal;

import java.util.Arrays;

/**
 * The distribution of the latest one-step errors: a sorted window, updated by a bounded copy and without allocating.
 */
final class ErrorWindow {

    /** With so many errors their own shape counts as much as the normal one, which knows more of the tails. */
    private static final double SHAPE_PRIOR = 20;

    /** From so many errors on, nothing but the errors says how large they are. */
    private static final double SCALE_PRIOR = 12;

    private final double priorScale;
    private final float[] ring;
    private final float[] sorted;
    private int next;
    private int size;

    /** @param priorScale standard deviation of the errors for as long as there are too few of them */
    ErrorWindow(int capacity, double priorScale) {
        this.priorScale = priorScale;
        ring = new float[capacity];
        sorted = new float[capacity];
    }

    void add(double error) {
        // Adding zero turns -0 into 0, which the sorted order would tell apart.
        float value = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, error)) + 0f;
        if (size == ring.length) {
            int oldest = Arrays.binarySearch(sorted, 0, size, ring[next]);
            System.arraycopy(sorted, oldest + 1, sorted, oldest, size - oldest - 1);
            size--;
        }
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = value;
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
        size++;
    }

    /** {@return the root mean square of the errors without their extremes; 0 if there are none} */
    double rootMeanSquare() {
        return size == 0 ? 0 : Math.sqrt(sumOfSquares() / size);
    }

    /** {@return the root mean square, filled up with the prior where there are few errors} */
    double scale() {
        double prior = Math.max(0, 1 - size / SCALE_PRIOR);
        return Math.sqrt((sumOfSquares() + prior * priorScale * priorScale) / (size + prior));
    }

    /** {@return how much the errors' own shape counts, 0 to 1, the rest being the normal distribution} */
    double shapeWeight() {
        return size / (size + SHAPE_PRIOR);
    }

    /** {@return the quantile of the errors, by n + 1 (Hyndman and Fan 1996, no. 6); 0 if there are none} */
    double quantile(double probability) {
        if (size == 0) {
            return 0;
        }
        double position = Math.max(0, Math.min(size - 1, probability * (size + 1) - 1));
        int below = (int) position;
        int above = Math.min(below + 1, size - 1);
        return sorted[below] + (position - below) * (sorted[above] - (double) sorted[below]);
    }

    /** The outermost hundredth on each side counts as its neighbor, so that no absurd value rules a whole window. */
    private double sumOfSquares() {
        int cut = size / 100;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double error = sorted[Math.max(cut, Math.min(size - 1 - cut, i))];
            sum += error * error;
        }
        return sum;
    }
}
