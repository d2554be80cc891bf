/**
 * Which forecaster is worth what, on demand that is known already: forecasts from moving origins of the past, compared with what
 * came and with simple rules. Entry type: {@link io.affinity.core.backtest.Backtest}.
 */
@NullMarked
package io.affinity.core.backtest;

import org.jspecify.annotations.NullMarked;
