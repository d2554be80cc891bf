// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.core.storage.Keeper;
import io.affinity.core.storage.SnapshotKeeper;
import io.affinity.spi.snapshot.SnapshotStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Brings a ledger over restarts, as {@link SnapshotKeeper} has it. Not thread-safe. */
public final class LedgerKeeper implements Keeper {

    /** What its snapshot is kept under. */
    public static final String KEY = "forecasts";

    private final SnapshotKeeper snapshots;
    private final CalibrationLedger ledger;

    /**
     * Loads the ledger, or makes an empty one; other arguments as for {@link CalibrationLedger}.
     *
     * @param store or null for a ledger that does not survive
     */
    public LedgerKeeper(@Nullable SnapshotStore store, LedgerSettings settings, Duration season, Duration step) {
        this.snapshots = new SnapshotKeeper(store, KEY, "The ledger");
        CalibrationLedger loaded = new CalibrationLedger(settings, season, step);
        boolean isUsable = snapshots.load(loaded::restore);
        // What could not be read to its end may be half full.
        this.ledger = isUsable ? loaded : new CalibrationLedger(settings, season, step);
    }

    public CalibrationLedger ledger() {
        return ledger;
    }

    @Override
    public String problem() {
        return snapshots.problem();
    }

    @Override
    public void stepped() {
        snapshots.stepped(ledger::encode);
    }

    @Override
    public void save() {
        snapshots.save(ledger::encode);
    }
}
