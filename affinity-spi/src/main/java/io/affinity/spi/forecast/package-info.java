/**
 * What demand will be: from a series to mean, quantiles and residuals for each step of the horizon. Entry type:
 * {@link io.affinity.spi.forecast.Forecaster}, or {@link io.affinity.spi.forecast.FleetForecaster} for many series together.
 */
@NullMarked
package io.affinity.spi.forecast;

import org.jspecify.annotations.NullMarked;
