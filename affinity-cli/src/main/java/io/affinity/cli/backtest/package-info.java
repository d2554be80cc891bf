/**
 * Forecasts of what is recorded already, as commands print them: whether predicting pays, and what one VM will demand. Entry types:
 * {@link io.affinity.cli.backtest.LoadedPast}, {@link io.affinity.cli.backtest.Comparison}.
 */
@NullMarked
package io.affinity.cli.backtest;

import org.jspecify.annotations.NullMarked;
