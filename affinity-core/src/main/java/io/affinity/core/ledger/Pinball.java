// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

/**
 * The pinball loss, the mean of that at the levels 0.1, 0.5 and 0.9, in the unit of the series: zero for a perfect forecast,
 * and least in the mean for the true quantiles. Source: Koenker and Bassett (1978); Gneiting and Raftery, "Strictly Proper
 * Scoring Rules, Prediction, and Estimation", JASA 102 (2007), section 6.1.
 */
final class Pinball {

    private Pinball() {}

    static double loss(double value, double low, double middle, double high) {
        return (at(0.1, value - low) + at(0.5, value - middle) + at(0.9, value - high)) / 3;
    }

    private static double at(double level, double error) {
        return error >= 0 ? level * error : (level - 1) * error;
    }
}
