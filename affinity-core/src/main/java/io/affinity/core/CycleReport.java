package io.affinity.core;

import io.affinity.core.balancing.Decision;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.ledger.LedgerSummary;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.spi.model.Fleet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of the control loop.
 *
 * @param at when it began
 * @param fleet as observed, or null if nothing could be observed
 * @param decision what was decided, or null if there was nothing to decide on; {@code note} then says why
 * @param accuracy how good the forecasts were so far, or null if no score is kept or nothing was decided
 * @param outcome what decisions were worth so far, or null if no account is kept or nothing was decided
 * @param ended migrations that ended since the last cycle
 * @param note anything that kept the loop from doing its work, or an empty text
 */
public record CycleReport(
        Instant at,
        @Nullable Fleet fleet,
        @Nullable Decision decision,
        @Nullable LedgerSummary accuracy,
        @Nullable DecisionSummary outcome,
        List<MigrationReport> ended,
        String note) {

    public CycleReport {
        ended = List.copyOf(ended);
    }
}
