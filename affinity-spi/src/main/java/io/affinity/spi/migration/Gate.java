// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.plugin.Plugin;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Has a say just before a migration is started, such as a maintenance window, or whoever has to approve of it. Asked by the
 * executor's thread, after rules, dependencies and limits were found to allow the start; must answer at once. All gates have to
 * say {@link Start}; the first that does not ends the questions, so that a gate may be asked many times about one migration, and
 * may have said {@code Start} to one that another gate then refuses. One that throws or answers null has refused.
 */
public interface Gate extends Plugin {

    /**
     * {@return whether this migration may start now}
     *
     * @param fleet as it was when the plan was made
     * @param now by the executor's clock
     */
    Answer ask(PlannedMigration planned, Fleet fleet, Instant now);

    /** What a gate says. */
    sealed interface Answer {}

    /** It may start. */
    record Start() implements Answer {}

    /**
     * It may be asked again then; a new plan may come before.
     *
     * @param at later than the time of the question
     */
    record WaitUntil(Instant at) implements Answer {}

    /**
     * It is not started, nor is what depends on it. The next plan may ask again.
     *
     * @param reason for programs: lower case letters, digits and single hyphens, such as {@code outside-window}
     * @param detail for people, in a sentence; may be empty
     */
    record Refuse(String reason, String detail) implements Answer {

        private static final Pattern REASON = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

        public Refuse {
            if (!REASON.matcher(reason).matches()) {
                throw new IllegalArgumentException(
                        "The reason (" + reason + ") must be lower case letters, digits and single hyphens.");
            }
        }
    }
}
