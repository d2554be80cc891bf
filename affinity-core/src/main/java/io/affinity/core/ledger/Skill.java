// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

/** Skill: 1 - loss / loss of the reference. */
final class Skill {

    private Skill() {}

    /** {@return at most 1; NaN where both losses are zero, negative infinity where only that of the reference is} */
    static double of(double loss, double reference) {
        return 1 - loss / reference;
    }
}
