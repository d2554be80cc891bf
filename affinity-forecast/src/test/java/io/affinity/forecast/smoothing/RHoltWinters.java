// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import io.affinity.forecast.reference.RNumbers;

/** What R's HoltWinters says of one of its data sets. */
record RHoltWinters(RNumbers numbers) {

    static RHoltWinters of(String name) {
        return new RHoltWinters(RNumbers.beside(RHoltWinters.class, "r-holt-winters-" + name + ".properties"));
    }

    double[] list(String key) {
        return numbers.list(key);
    }

    double number(String key) {
        return numbers.number(key);
    }

    int period() {
        return (int) number("period");
    }

    Trend trend() {
        return numbers.text("kind").equals("ses") ? Trend.NONE : Trend.ADDITIVE;
    }

    SmoothingParameters best() {
        return new SmoothingParameters(number("best.alpha"), number("best.beta"), number("best.gamma"), 1);
    }

    SmoothingStart start() {
        return period() == 1
                ? SmoothingStart.plain(trend(), list("values"))
                : SmoothingStart.seasonal(trend(), list("values"), period());
    }

    SmoothingSearch search() {
        return new SmoothingSearch(list("values"), start(), Effort.THOROUGH);
    }
}
