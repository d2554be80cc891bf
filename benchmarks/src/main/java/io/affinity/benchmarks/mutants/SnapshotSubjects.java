// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Verdict;
import io.affinity.core.forecasting.FleetModelKeeper;
import io.affinity.core.storage.Keeper;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.forecast.Forecasters;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.snapshot.SnapshotStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Snapshots, read as at a restart, by who owns them; and some of them by a whole control loop that lives for two steps. It must not
 * notice, or say what it has not remembered.
 */
final class SnapshotSubjects {

    /**
     * A whole loop takes as long as twenty to fifty readings. Which inputs are for one depends on their bytes alone, so that each can
     * be tried again.
     */
    private static final int READ_PER_LOOP = 8;

    private static final int REFUSED_PER_LOOP = 256;

    private final Supplier<LittleCluster> cluster;

    SnapshotSubjects(Supplier<LittleCluster> cluster) {
        this.cluster = cluster;
    }

    Map<String, Supplier<Subject>> all() {
        Map<String, Supplier<Subject>> subjects = new LinkedHashMap<>();
        add(subjects, "snapshot-ledger", "forecasts", SnapshotOwners::ledger, cluster);
        add(subjects, "snapshot-decisions", "decisions", SnapshotOwners::decisions, cluster);
        add(subjects, "snapshot-models", "models-00", SnapshotOwners::models, cluster);
        add(subjects, "snapshot-scenarios", "scenarios", SnapshotOwners::scenarios, cluster);
        addFleetWide(subjects, Forecasters.boosting());
        addFleetWide(subjects, Forecasters.forest());
        return subjects;
    }

    private static void addFleetWide(Map<String, Supplier<Subject>> subjects, FleetForecaster forecaster) {
        add(
                subjects,
                "snapshot-" + forecaster.name(),
                FleetModelKeeper.KEY,
                store -> SnapshotOwners.fleetModel(store, forecaster),
                () -> LittleCluster.runFleetWide(forecaster));
    }

    private static void add(
            Map<String, Supplier<Subject>> subjects,
            String name,
            String key,
            Function<SnapshotStore, Keeper> owner,
            Supplier<LittleCluster> from) {
        subjects.put(name, () -> {
            Restart restart = new Restart(from.get(), key);
            return new Subject(name, Form.SEALED, List.of(restart.seed()), input -> read(restart, owner, input));
        });
    }

    private static Verdict read(Restart restart, Function<SnapshotStore, Keeper> owner, byte[] input) {
        MemorySnapshots store = new MemorySnapshots();
        store.save(restart.key(), input);
        Keeper keeper = owner.apply(store);
        boolean isRead = keeper.problem().isEmpty();
        keeper.save();
        if (isRead && !(keeper.problem() + owner.apply(store).problem()).isEmpty()) {
            throw new IllegalStateException("What was read must be saved and read again: " + keeper.problem());
        }
        boolean isForLoop = Math.floorMod(Arrays.hashCode(input), isRead ? READ_PER_LOOP : REFUSED_PER_LOOP) == 0;
        if (isForLoop && restart.isRemembered(input) && !isRead) {
            throw new IllegalStateException("What was not read must be told: " + keeper.problem());
        }
        return isRead ? Verdict.ACCEPTED : Verdict.REFUSED;
    }
}
