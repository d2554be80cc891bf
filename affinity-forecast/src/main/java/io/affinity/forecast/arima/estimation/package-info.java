/**
 * Maximum likelihood for one order. No promise to others. Entry type:
 * {@link io.affinity.forecast.arima.estimation.ArimaEstimation}.
 */
@NullMarked
package io.affinity.forecast.arima.estimation;

import org.jspecify.annotations.NullMarked;
