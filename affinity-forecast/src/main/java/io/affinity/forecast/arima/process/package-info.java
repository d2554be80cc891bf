/**
 * The ARMA process: its polynomials, its coefficients and its moments. No promise to others. Entry type:
 * {@link io.affinity.forecast.arima.process.ArmaCoefficients}.
 */
@NullMarked
package io.affinity.forecast.arima.process;

import org.jspecify.annotations.NullMarked;
