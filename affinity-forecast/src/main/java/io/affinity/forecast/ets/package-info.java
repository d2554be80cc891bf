/** Exponential smoothing as state space models. Entry type: {@link io.affinity.forecast.ets.Ets}. */
@NullMarked
package io.affinity.forecast.ets;

import org.jspecify.annotations.NullMarked;
