// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.model;

/** Whether a model has a constant beside its ARMA part. */
public enum Constant {

    /** Neither a mean nor a drift. */
    NONE,

    /** A mean where nothing is differenced (R: {@code intercept}), a drift per step where one difference is taken. */
    ESTIMATED
}
