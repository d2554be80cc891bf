// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.balancing.Decision;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.history.DemandHistory;
import io.affinity.core.ledger.CalibrationLedger;
import io.affinity.core.ledger.LedgerKeeper;
import io.affinity.core.ledger.LedgerSummary;
import io.affinity.core.outcome.DecisionKeeper;
import io.affinity.core.outcome.DecisionLedger;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.core.outcome.MigrationGain;
import io.affinity.core.storage.Keeper;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.telemetry.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the control loop keeps an account of, if it is to, and what of that outlives a restart. Belongs to the control loop. */
final class Accounts {

    private final @Nullable LedgerKeeper forecasts;
    private final @Nullable DecisionLedger decisions;
    private final List<Keeper> keepers;

    /**
     * @param forecasts null if no score is kept of them
     * @param decisions null if no account is kept of them
     * @param others that are kept beside both
     */
    Accounts(@Nullable LedgerKeeper forecasts, @Nullable DecisionKeeper decisions, List<? extends Keeper> others) {
        this.forecasts = forecasts;
        this.decisions = decisions == null ? null : decisions.ledger();
        this.keepers = new ArrayList<>();
        if (forecasts != null) {
            keepers.add(forecasts);
        }
        if (decisions != null) {
            keepers.add(decisions);
        }
        keepers.addAll(others);
    }

    /** Closes the span since the last observation. */
    void observed(Observation observation, DemandHistory history, Instant at) {
        if (decisions != null) {
            decisions.observe(observation, history, at);
        }
    }

    /** Ends a step, in which this was decided. */
    void decided(Decision decision) {
        Decision.Outlook outlook = decision.outlook();
        if (forecasts != null && outlook != null) {
            forecasts.ledger().expect(outlook.contention());
        }
        keepers.forEach(Keeper::stepped);
    }

    void started(Migration migration, Instant at) {
        if (decisions != null) {
            decisions.started(migration, at);
        }
    }

    void ended(MigrationReport report) {
        if (decisions != null) {
            decisions.ended(report);
        }
    }

    /** {@return what went wrong with keeping, and what is new} */
    List<Note> notes() {
        List<Note> notes = new ArrayList<>(forgotten());
        if (decisions != null && !decisions.news().isEmpty()) {
            notes.add(new Note.RuleChanged(decisions.news()));
        }
        return notes;
    }

    /** {@return what went wrong with keeping} */
    private List<Note> forgotten() {
        return keepers.stream()
                .map(Keeper::problem)
                .filter(problem -> !problem.isEmpty())
                .<Note>map(Note.NotRemembered::new)
                .toList();
    }

    @Nullable
    CalibrationLedger forecasts() {
        return forecasts == null ? null : forecasts.ledger();
    }

    @Nullable
    LedgerSummary accuracy() {
        return forecasts == null ? null : forecasts.ledger().summary();
    }

    @Nullable
    DecisionSummary outcome() {
        return decisions == null ? null : decisions.summary();
    }

    /** {@return what migrations gained; none if no account is kept} */
    List<MigrationGain> gains() {
        return decisions == null ? List.of() : decisions.migrations();
    }

    /** {@return what could not be saved, and was not told before} */
    List<Note> save() {
        List<Note> before = forgotten();
        keepers.forEach(Keeper::save);
        return forgotten().stream().filter(note -> !before.contains(note)).toList();
    }
}
