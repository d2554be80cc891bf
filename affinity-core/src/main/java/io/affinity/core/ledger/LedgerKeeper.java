package io.affinity.core.ledger;

import io.affinity.core.storage.SnapshotKeeper;
import io.affinity.spi.snapshot.SnapshotStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Brings a ledger over restarts, as {@link SnapshotKeeper} has it. Not thread-safe. */
public final class LedgerKeeper {

    private final SnapshotKeeper snapshots;
    private final CalibrationLedger ledger;

    /**
     * Loads the ledger, or makes an empty one; other arguments as for {@link CalibrationLedger}.
     *
     * @param store or null for a ledger that does not survive
     */
    public LedgerKeeper(@Nullable SnapshotStore store, LedgerSettings settings, Duration season, Duration step) {
        this.snapshots = new SnapshotKeeper(store, "The ledger");
        CalibrationLedger loaded = new CalibrationLedger(settings, season, step);
        boolean isUsable = snapshots.load(loaded::restore);
        // What could not be read to its end may be half full.
        this.ledger = isUsable ? loaded : new CalibrationLedger(settings, season, step);
    }

    public CalibrationLedger ledger() {
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
