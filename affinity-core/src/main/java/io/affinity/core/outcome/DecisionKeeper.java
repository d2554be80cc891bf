package io.affinity.core.outcome;

import io.affinity.core.storage.SnapshotKeeper;
import io.affinity.spi.snapshot.SnapshotStore;
import org.jspecify.annotations.Nullable;

/** Brings a decision ledger over restarts, as {@link SnapshotKeeper} has it. Not thread-safe. */
public final class DecisionKeeper {

    private final SnapshotKeeper snapshots;
    private final DecisionLedger ledger;

    /**
     * Loads what is stored into the ledger.
     *
     * @param store or null for a ledger that does not survive
     * @param ledger empty
     */
    public DecisionKeeper(@Nullable SnapshotStore store, DecisionLedger ledger) {
        this.snapshots = new SnapshotKeeper(store, "The account of decisions");
        this.ledger = ledger;
        // One that cannot be read to its end leaves the ledger empty.
        snapshots.load(ledger::restore);
    }

    public DecisionLedger ledger() {
        return ledger;
    }

    /** {@return what was wrong when the ledger was loaded or saved last, or an empty text} */
    public String problem() {
        return snapshots.problem();
    }

    /** Counts a step, and saves when it is time. */
    public void stepped() {
        snapshots.stepped(ledger::encode);
    }

    /** Saves now, such as before the process ends. */
    public void save() {
        snapshots.save(ledger::encode);
    }
}
