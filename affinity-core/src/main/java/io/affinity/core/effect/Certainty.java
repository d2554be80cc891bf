// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

/** What is taken for more than chance. */
final class Certainty {

    /** Standard errors; once in twenty, chance alone is as large. */
    private static final double ERRORS = 2;

    private Certainty() {}

    static boolean of(double size, double variance) {
        return Math.abs(size) > ERRORS * Math.sqrt(variance);
    }
}
