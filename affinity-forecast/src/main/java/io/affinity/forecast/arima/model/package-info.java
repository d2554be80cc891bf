/**
 * What an ARIMA model is called and what comes of it: {@link io.affinity.forecast.arima.model.ArimaOrder} and
 * {@link io.affinity.forecast.arima.model.ArimaForecast}.
 */
@NullMarked
package io.affinity.forecast.arima.model;

import org.jspecify.annotations.NullMarked;
