// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

/**
 * How often contention came where it was predicted with about the same probability. In a calibrated forecast both shares are
 * about equal.
 *
 * @param predictions how many, older ones counting exponentially less
 * @param meanProbability of the predictions; NaN if there are none
 * @param frequency with which contention came; NaN if there are none
 */
public record ReliabilityBin(double predictions, double meanProbability, double frequency) {}
