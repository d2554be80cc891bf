/**
 * Which differences, which season and which order a series needs. No promise to others. Entry type:
 * {@link io.affinity.forecast.arima.search.OrderSearch}.
 */
@NullMarked
package io.affinity.forecast.arima.search;

import org.jspecify.annotations.NullMarked;
