package io.affinity.core.outcome;

import io.affinity.spi.snapshot.SnapshotStore;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a decision ledger over restarts: loads it once and saves it now and then. Whatever is wrong with the store or with what
 * is in it is said, and the control loop goes on: with an empty ledger, or with one that is not saved. Not thread-safe.
 */
public final class DecisionKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionKeeper.class);

    private static final int STEPS_BETWEEN = 12;

    private final @Nullable SnapshotStore store;
    private final DecisionLedger ledger;
    private String problem = "";
    private int steps;

    /**
     * Loads what is stored into the ledger.
     *
     * @param store or null for a ledger that does not survive
     * @param ledger empty
     */
    public DecisionKeeper(@Nullable SnapshotStore store, DecisionLedger ledger) {
        this.store = store;
        this.ledger = ledger;
        if (store != null) {
            load(store);
        }
    }

    private void load(SnapshotStore from) {
        try {
            byte[] snapshot = from.load();
            if (snapshot != null) {
                ledger.restore(snapshot);
            }
        } catch (UncheckedIOException e) {
            complain("The account of decisions starts empty, as the store " + from.name() + " cannot be read: "
                    + e.getMessage());
        } catch (DecisionReader.FormatException e) {
            complain("The account of decisions starts empty, as the snapshot in the store " + from.name()
                    + " cannot be used: " + e.getMessage() + ".");
        }
    }

    private void complain(String message) {
        problem = message;
        LOG.warn("{}", message);
    }

    public DecisionLedger ledger() {
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
        byte[] snapshot = ledger.encode();
        if (store == null || snapshot == null) {
            return;
        }
        try {
            store.save(snapshot);
            problem = "";
        } catch (UncheckedIOException e) {
            complain(
                    "The account of decisions could not be saved by the store " + store.name() + ": " + e.getMessage());
        }
    }
}
