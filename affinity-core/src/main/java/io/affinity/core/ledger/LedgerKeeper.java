package io.affinity.core.ledger;

import io.affinity.spi.snapshot.SnapshotStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a ledger over restarts: loads it once and saves it now and then. Whatever is wrong with the store or with what is in
 * it is said, and the control loop goes on: with an empty ledger, or with one that is not saved. Not thread-safe.
 */
public final class LedgerKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerKeeper.class);

    /** Steps between two snapshots: an hour of five-minute steps, which is little to lose of a memory of a day. */
    private static final int STEPS_BETWEEN = 12;

    private final @Nullable SnapshotStore store;
    private final CalibrationLedger ledger;
    private String problem = "";
    private int steps;

    /**
     * Loads the ledger, or makes an empty one; other arguments as for {@link CalibrationLedger}.
     *
     * @param store or null for a ledger that does not survive
     */
    public LedgerKeeper(@Nullable SnapshotStore store, LedgerSettings settings, Duration season, Duration step) {
        this.store = store;
        this.ledger = load(settings, season, step);
    }

    private CalibrationLedger load(LedgerSettings settings, Duration season, Duration step) {
        CalibrationLedger empty = new CalibrationLedger(settings, season, step);
        if (store == null) {
            return empty;
        }
        try {
            byte[] snapshot = store.load();
            return snapshot == null ? empty : CalibrationLedger.decode(snapshot, empty);
        } catch (UncheckedIOException e) {
            complain("The ledger starts empty, as the store " + store.name() + " cannot be read: " + e.getMessage());
        } catch (SnapshotFormatException e) {
            complain("The ledger starts empty, as the snapshot in the store " + store.name() + " cannot be used: "
                    + e.getMessage() + ".");
        }
        // The first one may be half full.
        return new CalibrationLedger(settings, season, step);
    }

    private void complain(String message) {
        problem = message;
        LOG.warn("{}", message);
    }

    public CalibrationLedger ledger() {
        return ledger;
    }

    /** {@return what was wrong when the ledger was loaded or saved last, or an empty text} */
    public String problem() {
        return problem;
    }

    /** Counts a step, and saves when it is time. */
    public void stepped() {
        steps++;
        if (steps % STEPS_BETWEEN == 0) {
            save();
        }
    }

    /** Saves now, such as before the process ends. */
    public void save() {
        if (store == null) {
            return;
        }
        try {
            store.save(ledger.encode());
            problem = "";
        } catch (UncheckedIOException e) {
            complain("The ledger could not be saved by the store " + store.name() + ": " + e.getMessage());
        }
    }
}
