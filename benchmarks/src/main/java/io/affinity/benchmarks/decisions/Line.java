// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

/** A straight line: {@code intercept + slope x}. */
record Line(double intercept, double slope) {

    /**
     * {@return the line with the least squared distances from the values, the first of which is at 0, the second at 1, and so
     * on; level through a single value, NaN through none}
     *
     * @param values NaN where one is missing, which then does not count
     */
    static Line through(double[] values) {
        int count = 0;
        double meanX = 0;
        double meanY = 0;
        for (int x = 0; x < values.length; x++) {
            if (!Double.isNaN(values[x])) {
                count++;
                meanX += x;
                meanY += values[x];
            }
        }
        meanX /= count;
        meanY /= count;
        double squares = 0;
        double products = 0;
        for (int x = 0; x < values.length; x++) {
            if (!Double.isNaN(values[x])) {
                squares += (x - meanX) * (x - meanX);
                products += (x - meanX) * (values[x] - meanY);
            }
        }
        double slope = squares == 0 ? 0 : products / squares;
        return new Line(meanY - slope * meanX, slope);
    }

    double at(double x) {
        return intercept + slope * x;
    }
}
