// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What decisions were worth. Immutable and thread-safe.
 *
 * @param since when the account was begun
 * @param accounted how much of the time since then is in it
 * @param missed how much is not, because nothing was observed
 * @param actual what came of what was done
 * @param stay what would have come of it had nothing been migrated since the account was begun
 * @param reactive had the reactive rule decided since then
 * @param recent the gain in the recent past, with intervals
 * @param gains what migrations had gained by age
 * @param standing who decides
 */
public record DecisionSummary(
        Instant since,
        Duration accounted,
        Duration missed,
        TrackTotals actual,
        TrackTotals stay,
        TrackTotals reactive,
        Recent recent,
        List<GainAtAge> gains,
        DecidingRule standing) {

    public DecisionSummary {
        gains = List.copyOf(gains);
    }

    /**
     * What was gained in the recent past.
     *
     * @param span how far it reaches back, in time that is accounted for
     * @param migrations in it
     * @param avoidedByMigrating VM minutes of contention less than had nothing been migrated
     * @param avoidedByForecasts VM minutes of contention less than the reactive rule had had
     * @param gainByMigrating all that counts, against migrating nothing, in ordinary migrations
     * @param gainByForecasts all that counts, against the reactive rule, in ordinary migrations
     */
    public record Recent(
            Duration span,
            int migrations,
            Interval avoidedByMigrating,
            Interval avoidedByForecasts,
            Interval gainByMigrating,
            Interval gainByForecasts) {}
}
