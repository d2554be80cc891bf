// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

/** Where the recursion begins. Immutable but for the history, which is not modified. */
final class SeasonalStart {

    private static final int LEVEL_VALUES = 24;

    private final double[] values;
    private final int first;
    private final double level;

    private SeasonalStart(double[] values, int first, double level) {
        this.values = values;
        this.first = first;
        this.level = level;
    }

    /**
     * {@return the start}
     *
     * @param longestMemory how many of the newest values are taken at most
     * @param shortest the shortest seasonal period, or 1: the level is the mean of so many values
     */
    static SeasonalStart of(double[] values, int longestMemory, int shortest) {
        int first = presentFrom(values, Math.max(0, values.length - longestMemory));
        if (first == values.length) {
            // Nothing but a gap in the newest values: what came before is better than nothing.
            first = presentFrom(values, 0);
        }
        int end = Math.min(values.length, first + (shortest == 1 ? LEVEL_VALUES : shortest));
        double level = 0;
        int count = 0;
        for (int i = first; i < end; i++) {
            if (!Double.isNaN(values[i])) {
                count++;
                level += (values[i] - level) / count;
            }
        }
        return new SeasonalStart(values, first, level);
    }

    /** {@return the whole history, not to be modified} */
    double[] values() {
        return values;
    }

    /** {@return the index of the first value that the recursion takes, not missing} */
    int first() {
        return first;
    }

    /** {@return the level of the values after that} */
    double level() {
        return level;
    }

    /** {@return the index from which errors count: half of the history is left to learn the seasons first} */
    int scored() {
        return first + length() / 2;
    }

    /** {@return the index from which a model is calibrated: as long as is remembered, when a third was learned from} */
    int calibrated() {
        int latest = values.length - MultiSeasonal.CALIBRATED;
        return Math.max(first + 1, Math.max(first + length() / 3, latest));
    }

    private int length() {
        return values.length - first;
    }

    private static int presentFrom(double[] values, int from) {
        int index = from;
        while (index < values.length && Double.isNaN(values[index])) {
            index++;
        }
        return index;
    }
}
