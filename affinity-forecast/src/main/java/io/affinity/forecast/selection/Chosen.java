// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.spi.forecast.FittedModel;

/**
 * What was chosen among the models of the level and the season.
 *
 * @param model which has seen the whole history
 * @param score how it did in the backtest
 */
record Chosen(FittedModel model, Choice choice, BacktestScore score) {}
