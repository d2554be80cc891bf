// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.ForecastRequest;

/**
 * Between which a series stays, both finite.
 *
 * @param lower the least value possible
 * @param upper the greatest
 */
public record Bounds(double lower, double upper) {

    /** {@return those of a request, without infinities} */
    public static Bounds of(ForecastRequest request) {
        return new Bounds(Math.max(request.lower(), -Double.MAX_VALUE), Math.min(request.upper(), Double.MAX_VALUE));
    }

    /** {@return the bounds that were put into bytes} */
    public static Bounds read(StateReader in) {
        double lower = in.takeDouble("the lower bound", -Double.MAX_VALUE, Double.MAX_VALUE);
        return new Bounds(lower, in.takeDouble("the upper bound", lower, Double.MAX_VALUE));
    }

    /** Puts them into bytes. */
    public void write(StateWriter out) {
        out.putDouble(lower);
        out.putDouble(upper);
    }

    /** {@return the value, or the bound that it lies beyond} */
    public double clip(double value) {
        return Math.max(lower, Math.min(upper, value));
    }
}
