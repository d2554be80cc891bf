/**
 * Forecasts of many series from a file. Entry type: {@link io.affinity.benchmarks.forecast.ForecastBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.forecast;

import org.jspecify.annotations.NullMarked;
