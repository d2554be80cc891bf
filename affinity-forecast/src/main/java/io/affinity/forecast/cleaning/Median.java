package io.affinity.forecast.cleaning;

import java.util.Arrays;

/** Medians that missing values do not count in. */
final class Median {

    /** By so much the median absolute deviation of a normal variable must be multiplied to be its standard deviation. */
    static final double NORMAL = 1.4826;

    private Median() {}

    /** {@return the median of those that are not NaN; NaN if all are} */
    static double of(double[] values) {
        return of(values, 0, values.length);
    }

    /** {@return the median of those from {@code from} (inclusive) to {@code to} (exclusive)} */
    static double of(double[] values, int from, int to) {
        double[] sorted = new double[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sorted[count] = values[i];
                count++;
            }
        }
        Arrays.sort(sorted, 0, count);
        return ofSorted(sorted, count);
    }

    /** {@return the median of the sizes} */
    static double ofSizes(double[] values) {
        double[] sizes = new double[values.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(values[i]);
        }
        return of(sizes);
    }

    /** {@return the medians of windows of so many neighbors on each side, fewer at the ends} */
    static double[] running(double[] values, int neighbors) {
        double[] medians = new double[values.length];
        double[] sorted = new double[2 * neighbors + 1];
        int count = 0;
        for (int next = 0; next < values.length + neighbors; next++) {
            int gone = next - 2 * neighbors - 1;
            if (gone >= 0 && !Double.isNaN(values[gone])) {
                int place = Arrays.binarySearch(sorted, 0, count, values[gone]);
                count--;
                System.arraycopy(sorted, place + 1, sorted, place, count - place);
            }
            if (next < values.length && !Double.isNaN(values[next])) {
                int found = Arrays.binarySearch(sorted, 0, count, values[next]);
                int place = found < 0 ? -found - 1 : found;
                System.arraycopy(sorted, place, sorted, place + 1, count - place);
                sorted[place] = values[next];
                count++;
            }
            if (next >= neighbors) {
                medians[next - neighbors] = ofSorted(sorted, count);
            }
        }
        return medians;
    }

    private static double ofSorted(double[] sorted, int count) {
        int half = count / 2;
        if (count == 0) {
            return Double.NaN;
        }
        return count % 2 == 1 ? sorted[half] : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2;
    }
}
