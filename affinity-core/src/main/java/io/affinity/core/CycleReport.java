// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.balancing.Decision;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.ledger.LedgerSummary;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.spi.model.Fleet;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of the control loop.
 *
 * @param at when it began
 * @param fleet as observed, or null if nothing could be observed
 * @param decision what was decided, or null if there was nothing to decide on; the notes then say why
 * @param accuracy how good the forecasts were so far, or null if no score is kept or nothing was decided
 * @param outcome what decisions were worth so far, or null if no account is kept or nothing was decided
 * @param ended migrations that ended since the last cycle
 * @param alarms why VMs are left alone, or no migration is started any more; none if all is well
 * @param notes what else a person should know of the cycle, such as what kept the loop from deciding
 */
public record CycleReport(
        Instant at,
        @Nullable Fleet fleet,
        @Nullable Decision decision,
        @Nullable LedgerSummary accuracy,
        @Nullable DecisionSummary outcome,
        List<MigrationReport> ended,
        List<Alarm> alarms,
        List<Note> notes) {

    public CycleReport {
        ended = List.copyOf(ended);
        alarms = List.copyOf(alarms);
        notes = List.copyOf(notes);
    }

    /** {@return the same with one more note} */
    public CycleReport with(Note note) {
        return new CycleReport(
                at,
                fleet,
                decision,
                accuracy,
                outcome,
                ended,
                alarms,
                Stream.concat(notes.stream(), Stream.of(note)).toList());
    }
}
