// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import io.affinity.forecast.recursion.SmoothingPoint;
import java.util.Locale;

/** Smoothing from a start, by parameters as Holt and Winters have them. */
final class SmoothingModel {

    private SmoothingModel() {}

    /** {@return the model before the first value after the start} */
    static SmoothingPoint of(SmoothingStart start, SmoothingParameters parameters) {
        return new SmoothingPoint(describe(start, parameters), start.state(parameters));
    }

    private static String describe(SmoothingStart start, SmoothingParameters parameters) {
        StringBuilder text = new StringBuilder("holt-winters, trend ")
                .append(start.trend().name().toLowerCase(Locale.ROOT));
        text.append(start.period() == 1 ? ", no season" : ", period " + start.period());
        text.append(String.format(Locale.ROOT, ", alpha %.3f", parameters.alpha()));
        if (start.trend() != Trend.NONE) {
            text.append(String.format(Locale.ROOT, ", beta %.3f", parameters.beta()));
        }
        if (start.period() > 1) {
            text.append(String.format(Locale.ROOT, ", gamma %.3f", parameters.gamma()));
        }
        if (start.trend() == Trend.DAMPED) {
            text.append(String.format(Locale.ROOT, ", phi %.3f", parameters.phi()));
        }
        return text.toString();
    }
}
