// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;

/**
 * The level that the last values are evidence of: their sum over that of their shapes, of which each counts less by the same factor with every
 * step. Values at places where the shape is all but zero say next to nothing, and what is usual stands in.
 */
final class KnownLevel {

    /** What is usual counts as much as so many values at places of the mean shape. */
    private static final double USUAL = 0.5;

    private final double memory;
    private double values;
    private double shapes;

    /** @param memory in steps, at least 1 */
    KnownLevel(double memory) {
        this.memory = memory;
    }

    void read(StateReader in) {
        values = in.takeNumber("what is known of the level");
        shapes = in.takeDouble("the evidence of the level", 0, StateReader.LARGEST);
    }

    void write(StateWriter out) {
        out.putDouble(values);
        out.putDouble(shapes);
    }

    /** {@return what the newest value counts for} */
    double newest() {
        return 1 / memory;
    }

    void observe(double value, double shape) {
        double keep = 1 - 1 / memory;
        values = keep * values + Math.signum(shape) * value;
        shapes = keep * shapes + Math.abs(shape);
    }

    double where(double usual) {
        return (values + USUAL * usual) / (shapes + USUAL);
    }
}
