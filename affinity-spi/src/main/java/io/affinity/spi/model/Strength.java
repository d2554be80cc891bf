// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

/** Whether a location policy must be kept or is only wished for. */
public sealed interface Strength {

    /** Never made worse, in any intermediate state; mended first where it is broken. */
    record Hard() implements Strength {}

    /**
     * Costs {@code weight} in the objective for each unit of violation.
     *
     * @param weight finite, greater than zero; a weight of 1 equals the cost of an ordinary migration
     */
    record Soft(double weight) implements Strength {

        public Soft {
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("The weight (" + weight + ") must be finite and greater than zero.");
            }
        }
    }

    static Strength hard() {
        return new Hard();
    }

    static Strength soft(double weight) {
        return new Soft(weight);
    }

    default boolean isHard() {
        return this instanceof Hard;
    }
}
