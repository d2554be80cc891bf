// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

/**
 * Sums of numbers that come and go, without drift: each number is rounded once to a multiple of a power of two so small
 * that the sum of all still fits in a long. Adding and removing are then exact inverses. The rounding is below 2^-60 of the
 * sum of all numbers, finer than that of a sum of doubles.
 */
final class ExactSums {

    private static final double ALL_QUANTA = 0x1p60;

    private final double quantum;
    private final long[] sums;

    /**
     * @param cells how many sums
     * @param total of all numbers there are; finite, not negative
     */
    ExactSums(int cells, double total) {
        this.quantum = total > 0 ? Math.scalb(1.0, Math.getExponent(total / ALL_QUANTA) + 1) : 1;
        this.sums = new long[cells];
    }

    void add(int cell, double number) {
        sums[cell] += Math.round(number / quantum);
    }

    void remove(int cell, double number) {
        sums[cell] -= Math.round(number / quantum);
    }

    double sum(int cell) {
        return sums[cell] * quantum;
    }
}
