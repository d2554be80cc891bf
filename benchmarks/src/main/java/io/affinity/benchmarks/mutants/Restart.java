// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.LittleCluster.Saved;
import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Note;
import io.affinity.core.Rebalancer;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Telemetry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The same control loop, restarted again and again, with another snapshot under one of its keys each time. */
final class Restart {

    private final LittleCluster cluster;
    private final String key;
    private final Saved last;
    private final Map<HistoryRequest, PastDemand> answers = new HashMap<>();

    Restart(LittleCluster cluster, String key) {
        this.cluster = cluster;
        this.key = key;
        this.last = cluster.saved().get(cluster.saved().size() - 2);
    }

    String key() {
        return key;
    }

    /** {@return what the loop kept under the key} */
    byte[] seed() {
        byte[] seed = last.snapshots().get(key);
        if (seed == null) {
            throw new IllegalStateException("The loop must have kept its " + key + ".");
        }
        return seed;
    }

    /** {@return whether a loop that finds this under the key remembers all, in its first two steps} */
    boolean isRemembered(byte[] input) {
        MemorySnapshots store = new MemorySnapshots();
        last.snapshots().forEach(store::save);
        store.save(key, input);
        Replay replay = new Replay(cluster.observations(), answers, last.step() + 1);
        Rebalancer loop = cluster.loop()
                .telemetry(Telemetry.of(replay))
                .migrator(new NoMigrator())
                .clock(replay)
                .journal(new MemoryJournal())
                .snapshots(store)
                .mode(Mode.RECOMMEND)
                .build();
        boolean isRemembered = isRemembered(loop.cycle());
        replay.next();
        isRemembered &= isRemembered(loop.cycle());
        loop.save();
        return isRemembered;
    }

    private static boolean isRemembered(CycleReport report) {
        if (report.decision() == null) {
            throw new IllegalStateException("A cycle must decide, whatever was kept: " + report.notes());
        }
        return report.notes().stream().noneMatch(Note.NotRemembered.class::isInstance);
    }

    /** Recommendations are not carried out. */
    private static final class NoMigrator implements Migrator {

        @Override
        public String name() {
            return "none";
        }

        @Override
        public MigrationHandle start(MigrationRequest request) {
            throw new IllegalStateException("Nothing must be migrated by who only recommends.");
        }

        @Override
        public Set<HostId> hosts() {
            return Set.of();
        }

        @Override
        public CompletableFuture<ActualState> inspect(VmId vm) {
            throw new IllegalStateException("Nothing must be inspected where nothing is migrated.");
        }

        @Override
        public CompletableFuture<Verification> verify(Migration migration) {
            throw new IllegalStateException("Nothing must be verified where nothing is migrated.");
        }

        @Override
        public void abort(Migration migration) {
            throw new IllegalStateException("Nothing must be aborted where nothing is migrated.");
        }
    }
}
