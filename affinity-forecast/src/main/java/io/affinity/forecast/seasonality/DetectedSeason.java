// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

/**
 * A season that a series has.
 *
 * @param period its length in steps, at least 2
 * @param strength the share of the variance, that of trend and other seasons aside, that the other cycles' mean profile
 *     explains of a cycle; at most 1, and negative where the season is real but too faint to be forecast by its profile
 * @param falseAlarm the probability that a series without this season looks as much as if it had it, in [0, 1], all the
 *     periods considered
 */
public record DetectedSeason(int period, double strength, double falseAlarm) {}
