// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

/** The physical limit: every number is read once and added up by the simplest loop, which the compiler turns to vectors. */
final class PlainRead {

    private PlainRead() {}

    static int sum(int[] values) {
        return sum(values, 0, values.length);
    }

    static int sum(int[] values, int from, int length) {
        int sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += values[i];
        }
        return sum;
    }
}
