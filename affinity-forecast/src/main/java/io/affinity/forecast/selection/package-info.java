/** The choice of a forecaster by backtest. Entry type: {@link io.affinity.forecast.selection.Selection}. */
@NullMarked
package io.affinity.forecast.selection;

import org.jspecify.annotations.NullMarked;
