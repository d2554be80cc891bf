/**
 * Forecasts of a whole fleet, kept up to date step by step. Entry type:
 * {@link io.affinity.core.forecasting.DemandForecaster}.
 */
@NullMarked
package io.affinity.core.forecasting;

import org.jspecify.annotations.NullMarked;
