// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of one migration: from what its migrator reported to what its hosts say of it, which takes them a while. Belongs to
 * one thread.
 */
final class Conclusion {

    private static final Set<Doubt.Kind> MISSED = EnumSet.of(Doubt.Kind.NOT_ON_TARGET, Doubt.Kind.HOSTS_SILENT);
    private static final Doubt NOT_ASKED = new Doubt(Doubt.Kind.NOT_ASKED, Set.of(), "");

    private final GuardedMigrator migrator;
    private final JournalWriter journal;
    private final Consumer<Alarm> alarm;
    private final String id;
    private final Migration migration;
    private final Deadline deadline;
    private MigrationOutcome outcome;
    private @Nullable CompletableFuture<ActualState> inspection;
    private @Nullable CompletableFuture<Verification> check;
    private @Nullable Verification verification;
    private boolean isReached;

    /** @param deadline after which hosts that have not answered are not waited for any more */
    Conclusion(
            GuardedMigrator migrator,
            JournalWriter journal,
            Consumer<Alarm> alarm,
            String id,
            Migration migration,
            MigrationOutcome reported,
            Deadline deadline) {
        this.migrator = migrator;
        this.journal = journal;
        this.alarm = alarm;
        this.id = id;
        this.migration = migration;
        this.outcome = reported;
        this.deadline = deadline;
        journal.write(id, migration, new Event.Ended(reported));
        if (reported instanceof MigrationOutcome.Unknown) {
            inspection = migrator.inspect(migration);
        } else if (reported instanceof MigrationOutcome.Completed) {
            check = migrator.verify(migration);
        } else {
            closed();
        }
    }

    /** Hears those that have answered by now, and tells whether all is known that can be. */
    boolean isReached(Instant now) {
        boolean isLate = deadline.isOver(now);
        hearInspection(isLate);
        hearCheck(isLate);
        hearInspection(isLate);
        return isReached;
    }

    private void hearInspection(boolean isLate) {
        if (inspection != null && (inspection.isDone() || isLate)) {
            if (outcome instanceof MigrationOutcome.Unknown unknown) {
                inspected(unknown, Heard.of(inspection));
            } else {
                missed(Heard.of(inspection));
            }
            inspection = null;
        }
    }

    private void hearCheck(boolean isLate) {
        if (check != null && (check.isDone() || isLate)) {
            Verification heard = Heard.of(check);
            checked(heard == null ? new Verification.Refuted(List.of(NOT_ASKED)) : heard);
            check = null;
        }
    }

    private void inspected(MigrationOutcome.Unknown unknown, @Nullable ActualState state) {
        if (state != null) {
            journal.write(id, migration, new Event.Inspected(state));
        }
        if (state != null && state.isWholeOn(migration.source(), migration)) {
            outcome = new MigrationOutcome.Failed(new MigrationFailure.Returned(unknown.failure()));
            closed();
        } else if (state != null && state.isWholeOn(migration.target(), migration)) {
            check = migrator.verify(migration);
        } else if (state != null && state.isGone(migration)) {
            gone();
        } else {
            alarm.accept(new Alarm.UnknownOutcome(id, migration, unknown, state));
            isReached = true;
        }
    }

    private void checked(Verification heard) {
        verification = heard;
        if (heard instanceof Verification.Refuted refuted && isMissedOnly(refuted)) {
            // Not written down before it is known: after a restart, what is refuted is not asked about again.
            inspection = migrator.inspect(migration);
        } else {
            judged(heard);
        }
    }

    /** It may have been switched off since it arrived, which a host that was silent then may say by now. */
    private boolean isMissedOnly(Verification.Refuted refuted) {
        return outcome instanceof MigrationOutcome.Completed
                && !refuted.doubts().isEmpty()
                && refuted.doubts().stream().map(Doubt::kind).allMatch(MISSED::contains);
    }

    private void missed(@Nullable ActualState state) {
        if (state != null && state.isGone(migration)) {
            journal.write(id, migration, new Event.Inspected(state));
            gone();
        } else if (verification != null) {
            judged(verification);
        }
    }

    private void judged(Verification verdict) {
        journal.write(id, migration, new Event.Checked(verdict));
        if (verdict instanceof Verification.Refuted refuted) {
            alarm.accept(new Alarm.RefutedVerification(id, migration, refuted.doubts()));
        }
        isReached = true;
    }

    private void gone() {
        journal.write(id, migration, new Event.Closed(new Closing.Gone()));
        isReached = true;
    }

    private void closed() {
        journal.write(id, migration, new Event.Closed(new Closing.StaysOnSource()));
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
