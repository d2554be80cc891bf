// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.storage.Keeper;
import io.affinity.core.storage.SnapshotKeeper;
import io.affinity.spi.snapshot.SnapshotStore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the model of a {@link FleetModelForecaster} over restarts: as a whole, once an hour, since what a model knows of one VM may
 * mean nothing without the rest. Belongs to the control loop's thread.
 */
public final class FleetModelKeeper implements Keeper {

    /** What it is kept under. */
    public static final String KEY = "fleet-model";

    private final FleetModelForecaster models;
    private final SnapshotKeeper keeper;

    /**
     * Loads what is stored.
     *
     * @param models that has forecast nothing yet
     */
    public FleetModelKeeper(SnapshotStore store, FleetModelForecaster models) {
        this.models = models;
        this.keeper = new SnapshotKeeper(store, KEY, "The model of the fleet");
        keeper.load(models.archive()::restore);
    }

    @Override
    public void stepped() {
        keeper.stepped(models::encode);
    }

    @Override
    public void save() {
        keeper.save(models::encode);
    }

    @Override
    public String problem() {
        return Stream.of(keeper.problem(), models.archive().problem())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
