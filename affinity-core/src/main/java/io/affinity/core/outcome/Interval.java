// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

/**
 * A sum over the past and how far it is owed to chance: with 80 % probability, one of a like past lies between the limits.
 *
 * @param estimate what it was
 * @param low not above {@code high}
 * @param high both are the estimate where too little was seen to say
 */
public record Interval(double estimate, double low, double high) {

    /** {@return whether it is below zero, beyond what chance explains} */
    boolean isBelowZero() {
        return estimate < 0 && high < 0;
    }

    boolean isAboveZero() {
        return estimate > 0 && low > 0;
    }
}
