// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who decides, and why.
 *
 * @param rule in force
 * @param since when
 * @param because what changed it last, or null if nothing has
 */
public record DecidingRule(
        Rule rule, Instant since, @Nullable Verdict because) {

    /**
     * A conclusion.
     *
     * @param from the rule before
     * @param against which other course forecasts were judged
     * @param gain of forecasts over it, in ordinary migrations
     * @param over how long was judged
     */
    public record Verdict(Rule from, Reference against, Interval gain, Duration over) {}

    /** What forecasts are set against. */
    public enum Reference {
        /** Nothing had been migrated. */
        STAY(0),
        /** The reactive rule had decided. */
        REACTIVE(1),
        /** What was done while they did not decide. */
        ACTUAL(2);

        private final int code;

        Reference(int code) {
            this.code = code;
        }

        /** {@return the number it is kept as, which must never change} */
        int code() {
            return code;
        }

        static Reference of(int code) {
            return switch (code) {
                case 0 -> STAY;
                case 1 -> REACTIVE;
                case 2 -> ACTUAL;
                default -> throw new IllegalArgumentException("The reference (" + code + ") must be from 0 to 2.");
            };
        }
    }
}
