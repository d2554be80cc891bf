// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.execution.ExecutorScene.LIMITS;
import static io.affinity.core.execution.ExecutorScene.now;
import static io.affinity.core.execution.ExecutorScene.world;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.JournalEntries;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A disk that is full while a loop runs. */
class UnwritableJournalTest {

    private static final Alarm ALARM = new Alarm.JournalUnwritable("no space left");

    private final ExecutorScene scene = new ExecutorScene();
    private boolean isFull;
    private final PlanExecutor executor =
            new PlanExecutor(scene.migrator, new Filling(), LIMITS, scene.clock, List.of(), scene.validity);

    @Test
    void whatCannotBeAnnouncedIsNotStartedUntilItCan() {
        submit();
        isFull = true;

        executor.advance();

        assertThat(scene.migrator.started()).isEmpty();
        assertThat(executor.alarms()).containsExactly(ALARM);

        isFull = false;
        scene.clock.pass(Duration.ofMinutes(1));
        executor.advance();

        assertThat(executor.alarms()).isEmpty();
        assertThat(scene.migrator.startedVms()).containsExactly("v1");
    }

    @Test
    void whatWasSeenIsWrittenOnceItCanBe() {
        submit();
        executor.advance();
        isFull = true;
        scene.migrator.complete("v1");

        assertThat(executor.advance()).hasSize(1);
        assertThat(executor.alarms()).containsExactly(ALARM);
        assertThat(scene.lines.open()).hasSize(1);

        isFull = false;
        scene.clock.pass(Duration.ofMinutes(1));
        executor.advance();

        assertThat(executor.alarms()).isEmpty();
        assertThat(scene.lines.open()).isEmpty();
        assertThat(JournalEntries.of(scene.lines))
                .extracting(entry -> entry.event().getClass().getSimpleName())
                .containsExactly("Intended", "Ended", "Checked");
    }

    @Test
    void whatAPersonResolvedAndIsWrittenEndsTheAlarmAboutTheJournalToo() {
        submit();
        executor.advance();
        scene.migrator.place("v1", Set.of(id("a"), id("b")), Set.of());
        scene.migrator.end("v1", new MigrationOutcome.Unknown(new MigrationFailure.Defect("Lost."), ""));
        isFull = true;
        executor.advance();
        assertThat(executor.alarms()).hasSize(2);

        isFull = false;
        scene.clock.pass(Duration.ofMinutes(1));
        executor.resolve(vmId("v1"));

        assertThat(executor.alarms()).isEmpty();
    }

    @Test
    void aJournalThatCannotBeClaimedStartsNothing() {
        isFull = true;

        submit();
        executor.advance();

        assertThat(executor.alarms()).containsExactly(ALARM);
        assertThat(scene.migrator.started()).isEmpty();
    }

    @Test
    void whoNeverOwnedAJournalHasNotLostIt() {
        scene.lines.claim();
        isFull = true;
        submit();
        isFull = false;
        scene.clock.pass(Duration.ofMinutes(1));

        executor.advance();

        assertThat(executor.alarms()).containsExactly(ALARM);
        assertThat(scene.migrator.started()).isEmpty();

        submit();
        executor.advance();

        assertThat(executor.alarms()).isEmpty();
        assertThat(scene.migrator.startedVms()).containsExactly("v1");
    }

    @Test
    void whatWasOnlyLookedAtStandsUntilTheJournalCanBeClaimed() {
        scene.wrote(ORIGIN, "m", new Migration(vmId("v2"), id("a"), id("b")), new JournalEntry.Event.Intended());
        scene.migrator.place("v2", Set.of(id("a"), id("b")), Set.of());
        executor.look();
        List<Alarm> seen = executor.alarms();
        isFull = true;

        submit();
        executor.advance();

        assertThat(executor.alarms()).hasSize(2).containsAll(seen).contains(ALARM);
        assertThat(scene.migrator.started()).isEmpty();

        isFull = false;
        submit();

        assertThat(executor.alarms()).isEqualTo(seen);
        assertThat(JournalEntries.of(scene.lines))
                .extracting(entry -> entry.event().getClass().getSimpleName())
                .containsExactly("Intended", "Inspected");
    }

    private void submit() {
        executor.submit(new MigrationPlan(ORIGIN, List.of(now(0, "v1", "a", "b")), List.of()), world().build());
    }

    private final class Filling implements MigrationJournal {

        private void write() {
            if (isFull) {
                throw new UncheckedIOException("no space left", new IOException());
            }
        }

        @Override
        public String name() {
            return "filling";
        }

        @Override
        public long claim() {
            write();
            return scene.lines.claim();
        }

        @Override
        public void append(long epoch, JournalEntry entry) {
            write();
            scene.lines.append(epoch, entry);
        }

        @Override
        public List<JournalEntry> open() {
            return scene.lines.open();
        }

        @Override
        public List<JournalRecord> since(long position, int limit) {
            return scene.lines.since(position, limit);
        }
    }
}
