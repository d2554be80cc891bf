/** Forecasts of single series. Entry type: {@link io.affinity.forecast.Forecasters}. */
@NullMarked
package io.affinity.forecast;

import org.jspecify.annotations.NullMarked;
