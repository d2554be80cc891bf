// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import io.affinity.forecast.numeric.StraightLine;
import java.util.Arrays;

/** What is left of a series without its straight line. */
final class Detrended {

    /** Rounding errors of a constant or a straight line are no series. */
    private static final double NOTHING = 1e-12;

    private Detrended() {}

    /** {@return the rest, in units of its largest size, so that squares of it are finite; all zero if nothing is left} */
    static double[] of(double[] values) {
        double size = largest(values);
        double[] rest = new double[values.length];
        Arrays.setAll(rest, i -> values[i] / size);
        StraightLine line = StraightLine.through(rest, rest.length);
        double center = (values.length - 1) / 2.0;
        Arrays.setAll(rest, i -> rest[i] - line.after(i - center));
        double most = largest(rest);
        if (!(most > NOTHING)) {
            return new double[values.length];
        }
        Arrays.setAll(rest, i -> rest[i] / most);
        return rest;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
