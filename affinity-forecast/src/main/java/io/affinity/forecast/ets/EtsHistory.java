// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

/**
 * What a series allows to be fitted.
 *
 * @param present how many values are not missing
 * @param positive whether all of these are positive
 */
record EtsHistory(int present, boolean positive) {

    static EtsHistory of(double[] values) {
        int present = 0;
        boolean positive = true;
        for (double value : values) {
            present += Double.isNaN(value) ? 0 : 1;
            positive &= !(value <= 0);
        }
        return new EtsHistory(present, positive);
    }

    /** {@return how many present values a spec needs: a finite AICc, and two periods} */
    static int required(EtsSpec spec, int period) {
        int forCriterion = spec.parameters(period) + 3;
        return spec.seasonal() ? Math.max(forCriterion, 2 * period) : forCriterion;
    }
}
