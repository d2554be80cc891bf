// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.recursion;

/**
 * By how much an error of 1 moves what smoothing keeps, in the state space form of Hyndman, Koehler, Ord and Snyder (2008).
 *
 * @param level alpha
 * @param slope beta; 0 without a trend
 * @param season gamma; 0 without a season
 * @param phi what is left of a slope one step later; 1 if it is not damped
 */
public record SmoothingGains(double level, double slope, double season, double phi) {}
