// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.storage.Keeper;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.core.storage.SnapshotKeeper;
import io.affinity.spi.snapshot.SnapshotStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a decision ledger over restarts, as {@link SnapshotKeeper} has it. Not thread-safe. */
public final class DecisionKeeper implements Keeper {

    /** What its snapshot is kept under. */
    public static final String KEY = "decisions";

    private final SnapshotKeeper snapshots;
    private final DecisionLedger ledger;

    /**
     * Loads what is stored into the ledger.
     *
     * @param store or null for a ledger that does not survive
     * @param ledger empty
     */
    public DecisionKeeper(@Nullable SnapshotStore store, DecisionLedger ledger) {
        this.snapshots = new SnapshotKeeper(store, KEY, "The account of decisions");
        this.ledger = ledger;
        // One that cannot be read to its end leaves the ledger empty.
        snapshots.load(ledger::restore);
    }

    /**
     * {@return what each migration had gained when a ledger was saved last, be it by another process; none if none was}
     *
     * @throws SnapshotFormatException if what is stored is no such ledger
     * @throws java.io.UncheckedIOException if the store cannot be read
     */
    public static List<MigrationGain> gains(SnapshotStore store) throws SnapshotFormatException {
        byte[] bytes = store.load(KEY);
        return bytes == null ? List.of() : DecisionReader.gains(bytes);
    }

    public DecisionLedger ledger() {
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
