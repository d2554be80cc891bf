/** Forecasts of many series. Entry type: {@link io.affinity.forecast.batch.Batch}. */
@NullMarked
package io.affinity.forecast.batch;

import org.jspecify.annotations.NullMarked;
