// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.cluster.ClusterView;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.core.execution.MigrationReport;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.telemetry.Observation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the loop leaves what it knows, and readers find it. Written by the thread of the loop alone; {@link #last} is for any thread, and
 * neither ever waits for the other.
 */
final class Board implements RebalancerListener {

    /** Five hours of five-minute steps: what a person wants to see of the past beside a horizon of an hour. */
    private static final int MOST_OBSERVATIONS = 60;

    private static final int MOST_MIGRATIONS = 500;

    private final InstantSource clock;
    private final Deque<Observation> past = new ArrayDeque<>();
    private final Deque<MigrationReport> ended = new ArrayDeque<>();
    private @Nullable Rebalancer loop;
    private @Nullable ReadJournal journal;
    private volatile Snapshot last;

    Board(InstantSource clock) {
        this.clock = clock;
        this.last = Snapshot.empty(clock.instant());
    }

    /** {@return what was left last} */
    Snapshot last() {
        return last;
    }

    void watch(Rebalancer rebalancer) {
        loop = rebalancer;
    }

    /** {@return this journal, whose migrations are shown from now on} */
    MigrationJournal reading(MigrationJournal written, Consumer<Consumer<JournalEntry>> earlier) {
        ReadJournal read = new ReadJournal(written, earlier, MOST_MIGRATIONS);
        journal = read;
        publish();
        return read;
    }

    /** Shows what came of a cycle that is over. */
    void show(ClusterView view) {
        Observation observation = view.observation();
        if (observation != null) {
            keep(past, observation, MOST_OBSERVATIONS);
        }
        Instant now = clock.instant();
        boolean isDecided = view.report().decision() != null;
        publish(view, now, isDecided ? now : last.decidedAt());
    }

    private static <T> void keep(Deque<T> kept, T next, int most) {
        kept.addLast(next);
        if (kept.size() > most) {
            kept.removeFirst();
        }
    }

    private void publish(@Nullable ClusterView view, Instant endedAt, Instant decidedAt) {
        Rebalancer rebalancer = loop;
        ReadJournal read = journal;
        last = new Snapshot(
                last.since(),
                view,
                endedAt,
                decidedAt,
                List.copyOf(past),
                List.copyOf(ended),
                read == null ? List.of() : read.ended(),
                rebalancer == null ? List.of() : rebalancer.gains(),
                rebalancer == null ? List.of() : rebalancer.underWay());
    }

    private void publish() {
        publish(last.view(), last.endedAt(), last.decidedAt());
    }

    @Override
    public void started(Migration migration) {
        publish();
    }

    @Override
    public void migrated(MigrationReport report) {
        keep(ended, report, MOST_MIGRATIONS);
        publish();
    }
}
