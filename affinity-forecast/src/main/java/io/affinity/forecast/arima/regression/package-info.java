/**
 * The constant and the regressors of an ARIMA model, and which parameters are given. No promise to others. Entry type:
 * {@link io.affinity.forecast.arima.regression.RegressionColumns}.
 */
@NullMarked
package io.affinity.forecast.arima.regression;

import org.jspecify.annotations.NullMarked;
