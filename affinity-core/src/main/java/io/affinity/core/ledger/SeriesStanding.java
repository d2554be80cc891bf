// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.core.forecasting.FleetForecast.Basis;

/** Whether a series is forecast by its model or, because that did not earn its place, by a reference. */
public enum SeriesStanding {
    /** The forecaster's own forecast is used. */
    EARNED(0, Basis.MODEL),
    /** The last value is carried on, with intervals as wide as such forecasts were off. */
    PERSISTENCE(1, Basis.PERSISTENCE),
    /** The value of a season ago, with intervals as wide as such forecasts were off. */
    SEASONAL_NAIVE(2, Basis.SEASONAL_NAIVE),
    /** The distribution of the past days, the same at each step. */
    LONG_RUN(3, Basis.LONG_RUN);

    private final int code;
    private final Basis basis;

    SeriesStanding(int code, Basis basis) {
        this.code = code;
        this.basis = basis;
    }

    /** {@return the number it is kept as, which must never change} */
    int code() {
        return code;
    }

    static SeriesStanding of(int code) {
        return switch (code) {
            case 0 -> EARNED;
            case 1 -> PERSISTENCE;
            case 2 -> SEASONAL_NAIVE;
            case 3 -> LONG_RUN;
            default -> throw new IllegalArgumentException("The standing (" + code + ") must be from 0 to 3.");
        };
    }

    Basis basis() {
        return basis;
    }

    public boolean isDemoted() {
        return this != EARNED;
    }
}
