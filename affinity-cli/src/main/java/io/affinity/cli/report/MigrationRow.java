// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One migration as the report shows it. Immutable.
 *
 * @param start when it began
 * @param elapsed how long the migration took as a whole, not negative
 * @param downtime how long the VM stood still, not negative
 * @param vm name of the VM, not blank
 * @param source host it left, not blank
 * @param target host it went to, not blank
 * @param outcome how it ended, such as {@code completed}, not blank; equal texts share a color
 * @param savedMinutes VM minutes on short hosts that it saved, all other migrations as they were, negative if it cost some; NaN if
 *     nobody knows
 * @param reasons why it was made, one readable line each; may be empty
 */
public record MigrationRow(
        Instant start,
        Duration elapsed,
        Duration downtime,
        String vm,
        String source,
        String target,
        String outcome,
        double savedMinutes,
        List<String> reasons) {

    /**
     * Copies the reasons.
     *
     * @throws IllegalArgumentException if a name or the outcome is blank, or a duration is negative
     */
    public MigrationRow {
        Require.present("start", start);
        Require.that(!elapsed.isNegative(), "The elapsed (%s) must not be negative.", elapsed);
        Require.that(!downtime.isNegative(), "The downtime (%s) must not be negative.", downtime);
        Require.text("vm", vm);
        Require.text("source", source);
        Require.text("target", target);
        Require.text("outcome", outcome);
        Require.that(!Double.isInfinite(savedMinutes), "The saved minutes (%s) must be finite or NaN.", savedMinutes);
        reasons = List.copyOf(reasons);
    }
}
