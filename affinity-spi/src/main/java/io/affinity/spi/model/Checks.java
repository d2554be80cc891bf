// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.Collection;

/** The argument checks that the values of this package share; each message names the thing, its value and what is legal. */
final class Checks {

    private Checks() {}

    static void name(String thing, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") must not be blank.");
        }
    }

    static void atLeast(String thing, int value, int minimum) {
        if (value < minimum) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") must be at least " + minimum + ".");
        }
    }

    static void notEmpty(String thing, Collection<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The " + thing + " must not be empty.");
        }
    }

    /** Zero or more, and finite. */
    static void quantity(String thing, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") must be finite and not negative.");
        }
    }
}
