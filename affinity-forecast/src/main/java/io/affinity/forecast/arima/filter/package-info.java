/**
 * The Kalman filters of an ARIMA process, and the likelihood and the model that run on them. No promise to others. Entry
 * types: {@link io.affinity.forecast.arima.filter.ArimaLikelihood} and {@link io.affinity.forecast.arima.filter.ArimaPoint}.
 */
@NullMarked
package io.affinity.forecast.arima.filter;

import org.jspecify.annotations.NullMarked;
