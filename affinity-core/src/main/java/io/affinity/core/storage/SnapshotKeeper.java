// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.snapshot.SnapshotStore;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was learned over restarts: loads it once and saves it now and then. Whatever is wrong with the store or with what is
 * in it is said, and its owner goes on: empty, or without being saved. Not thread-safe.
 */
public final class SnapshotKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

    /** Steps between two snapshots: an hour of five-minute steps, which is little to lose of a memory of a day. */
    public static final int STEPS_BETWEEN = 12;

    private final @Nullable SnapshotStore store;
    private final String key;
    private final String what;
    private String problem = "";
    private int steps;

    /**
     * @param store or null for what does not survive
     * @param key under which it is kept
     * @param what is kept, as sentences begin with it, such as "The ledger"
     */
    public SnapshotKeeper(@Nullable SnapshotStore store, String key, String what) {
        SnapshotStore.requireKey(key);
        this.store = store;
        this.key = key;
        this.what = what;
    }

    /** Takes a snapshot. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] snapshot) throws SnapshotFormatException;
    }

    /** {@return false if there was a snapshot that could not be read; the reader may have taken a part of it} */
    public boolean load(Reader reader) {
        if (store == null) {
            return true;
        }
        try {
            byte[] snapshot = store.load(key);
            if (snapshot != null) {
                reader.read(snapshot);
            }
            return true;
        } catch (UncheckedIOException e) {
            complain(what + " starts empty, as the store " + store.name() + " cannot be read: " + e.getMessage() + ".");
        } catch (SnapshotFormatException e) {
            complain(what + " starts empty, as the snapshot (" + key + ") in the store " + store.name()
                    + " cannot be used: " + e.getMessage() + ".");
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            complain(what + " starts empty, as the store " + store.name() + " broke: " + e + ".");
        }
        return false;
    }

    private void complain(String message) {
        problem = message;
        LOG.warn("{}", message);
    }

    /** {@return what was wrong at the last load or save, or an empty text} */
    public String problem() {
        return problem;
    }

    /** Counts a step, and saves when it is time; see {@link #save}. */
    public void stepped(Supplier<byte @Nullable []> snapshot) {
        steps++;
        if (steps % STEPS_BETWEEN == 0) {
            save(snapshot);
        }
    }

    /** Saves now; null if there is nothing to save. Asks for nothing where there is no store. */
    public void save(Supplier<byte @Nullable []> snapshot) {
        if (store != null) {
            try {
                save(store, snapshot.get());
            } catch (UncheckedIOException e) {
                complain(what + " could not be saved by the store " + store.name() + ": " + e.getMessage() + ".");
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                complain(what + " could not be saved, as the store " + store.name() + " broke: " + e + ".");
            }
        }
    }

    private void save(SnapshotStore into, byte @Nullable [] bytes) {
        if (bytes != null && bytes.length > SnapshotStore.MOST_BYTES) {
            complain(what + " could not be saved: it has " + bytes.length + " bytes, and a snapshot at most "
                    + SnapshotStore.MOST_BYTES + ".");
        } else if (bytes != null) {
            into.save(key, bytes);
            problem = "";
        }
    }
}
