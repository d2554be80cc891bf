// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import io.affinity.core.storage.Keeper;
import io.affinity.core.storage.SnapshotKeeper;
import io.affinity.spi.snapshot.SnapshotStore;

/** Brings the lags that were found over restarts, so that models go on with the covariates that they were fitted with. Not thread-safe. */
public final class OutsideKeeper implements Keeper {

    private final SnapshotKeeper snapshots;
    private final OutsideCovariates covariates;

    /** Loads what is stored into the covariates, which have observed nothing yet. */
    public OutsideKeeper(SnapshotStore store, OutsideCovariates covariates) {
        this.snapshots = new SnapshotKeeper(store, "activity", "What is known of series from outside");
        this.covariates = covariates;
        snapshots.load(covariates::restore);
    }

    @Override
    public void stepped() {
        snapshots.stepped(covariates::encode);
    }

    @Override
    public void save() {
        snapshots.save(covariates::encode);
    }

    @Override
    public String problem() {
        return snapshots.problem();
    }
}
