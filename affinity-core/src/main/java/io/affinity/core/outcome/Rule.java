// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

/** Who decides on migrations. */
public enum Rule {
    /** Forecasts do; the loop has earned that. */
    PREDICTIVE(0),
    /** The load of the moment does. */
    REACTIVE(1),
    /** Nobody does: what forecasts would have done is reported, and not carried out. */
    RECOMMEND(2);

    private final int code;

    Rule(int code) {
        this.code = code;
    }

    /** {@return the number it is kept as, which must never change} */
    int code() {
        return code;
    }

    static Rule of(int code) {
        return switch (code) {
            case 0 -> PREDICTIVE;
            case 1 -> REACTIVE;
            case 2 -> RECOMMEND;
            default -> throw new IllegalArgumentException("The rule (" + code + ") must be from 0 to 2.");
        };
    }

    public boolean isDemoted() {
        return this != PREDICTIVE;
    }
}
