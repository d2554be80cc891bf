/**
 * ARIMA by exact maximum likelihood. Entry types: {@link io.affinity.forecast.arima.Arima} for a given order,
 * {@link io.affinity.forecast.arima.AutoArima} for one that is found, and {@link io.affinity.forecast.arima.ArimaFit} for
 * what was estimated.
 */
@NullMarked
package io.affinity.forecast.arima;

import org.jspecify.annotations.NullMarked;
