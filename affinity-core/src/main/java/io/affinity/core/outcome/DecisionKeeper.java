package io.affinity.core.outcome;

import io.affinity.core.storage.Keeper;
import io.affinity.core.storage.SnapshotKeeper;
import io.affinity.spi.snapshot.SnapshotStore;
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
