package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.LittleCluster.Saved;
import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Verdict;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Snapshots, read as at a restart: a control loop is made that finds them, and lives for two steps. It must not notice, or say what it
 * has not remembered.
 */
final class SnapshotSubjects {

    private final Supplier<LittleCluster> cluster;
    private final Map<HistoryRequest, PastDemand> answers = new HashMap<>();

    SnapshotSubjects(Supplier<LittleCluster> cluster) {
        this.cluster = cluster;
    }

    Map<String, Supplier<Subject>> all() {
        Map<String, Supplier<Subject>> subjects = new LinkedHashMap<>();
        subjects.put("snapshot-ledger", () -> subject("snapshot-ledger", "forecasts"));
        subjects.put("snapshot-decisions", () -> subject("snapshot-decisions", "decisions"));
        subjects.put("snapshot-models", () -> subject("snapshot-models", "models-00"));
        subjects.put("snapshot-scenarios", () -> subject("snapshot-scenarios", "scenarios"));
        return subjects;
    }

    private Subject subject(String name, String key) {
        List<Saved> saved = cluster.get().saved();
        Saved last = saved.get(saved.size() - 2);
        byte[] seed = last.snapshots().get(key);
        if (seed == null) {
            throw new IllegalStateException("The loop must have kept its " + key + ".");
        }
        return new Subject(name, Form.SEALED, List.of(seed), input -> restart(key, input, last));
    }

    private Verdict restart(String key, byte[] input, Saved last) {
        MemorySnapshots store = new MemorySnapshots();
        last.snapshots().forEach(store::save);
        store.save(key, input);
        Replay replay = new Replay(cluster.get().observations(), answers, last.step() + 1);
        Rebalancer loop = LittleCluster.loop()
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
        return isRemembered ? Verdict.ACCEPTED : Verdict.REFUSED;
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
