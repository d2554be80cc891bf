package io.affinity.core.execution;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of one migration: from what its migrator reported to what its hosts say of it, which takes them a while. Belongs to
 * one thread.
 */
final class Conclusion {

    private final Migrator migrator;
    private final JournalWriter journal;
    private final Consumer<String> alarm;
    private final String id;
    private final Migration migration;
    private final Instant deadline;
    private MigrationOutcome outcome;
    private @Nullable CompletableFuture<ActualState> inspection;
    private @Nullable CompletableFuture<Verification> check;
    private @Nullable Verification verification;
    private boolean isReached;

    /** @param deadline after which hosts that have not answered are not waited for any more */
    Conclusion(
            Migrator migrator,
            JournalWriter journal,
            Consumer<String> alarm,
            String id,
            Migration migration,
            MigrationOutcome reported,
            Instant deadline) {
        this.migrator = migrator;
        this.journal = journal;
        this.alarm = alarm;
        this.id = id;
        this.migration = migration;
        this.outcome = reported;
        this.deadline = deadline;
        journal.write(id, migration, new Event.Ended(reported));
        if (reported instanceof MigrationOutcome.Unknown) {
            inspection = migrator.inspect(migration.vm());
        } else if (reported instanceof MigrationOutcome.Completed) {
            check = migrator.verify(migration);
        } else {
            closed();
        }
    }

    /** Hears those that have answered by now, and tells whether all is known that can be. */
    boolean isReached(Instant now) {
        boolean isLate = !now.isBefore(deadline);
        if (inspection != null && (inspection.isDone() || isLate)) {
            inspected(Answer.of(inspection));
            inspection = null;
        }
        if (check != null && (check.isDone() || isLate)) {
            Verification heard = Answer.of(check);
            checked(heard == null ? new Verification.Refuted(List.of("Its hosts could not be asked.")) : heard);
            check = null;
        }
        return isReached;
    }

    private void inspected(@Nullable ActualState state) {
        if (state != null) {
            journal.write(id, migration, new Event.Inspected(state));
        }
        if (state != null && Whereabouts.isWholeOn(migration.source(), migration, state)) {
            outcome = new MigrationOutcome.Failed("Outcome unknown, and the VM was found on the source.");
            closed();
        } else if (state != null && Whereabouts.isWholeOn(migration.target(), migration, state)) {
            check = migrator.verify(migration);
        } else {
            String reason = outcome instanceof MigrationOutcome.Unknown unknown ? unknown.reason() : "";
            alarm.accept("The outcome of migration " + id + " of VM " + migration.vm() + " is unknown (" + reason
                    + "); " + (state == null ? "its hosts could not be asked" : Whereabouts.description(state)) + ".");
            isReached = true;
        }
    }

    private void checked(Verification heard) {
        verification = heard;
        journal.write(id, migration, new Event.Checked(heard));
        if (heard instanceof Verification.Refuted refuted) {
            alarm.accept("Migration " + id + " of VM " + migration.vm() + " was reported complete, but: "
                    + String.join(" ", refuted.problems()));
        }
        isReached = true;
    }

    private void closed() {
        journal.write(id, migration, new Event.Closed("The VM stays on " + migration.source() + "."));
        isReached = true;
    }

    MigrationOutcome outcome() {
        return outcome;
    }

    @Nullable
    Verification verification() {
        return verification;
    }
}
