// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A file apart from its name: its bytes as processes see them, those that are on the disk for certain, and what was done in
 * between, in order. Not thread-safe.
 */
final class FileNode {

    private Content now = new Content();
    private final Content forced = new Content();
    private final List<Change> pending = new ArrayList<>();
    private final List<VirtualLock> locks = new ArrayList<>();

    /** One change that may not survive. */
    private sealed interface Change {

        record Write(long position, byte[] bytes) implements Change {}

        record Truncation(long size) implements Change {}
    }

    int size() {
        return now.size();
    }

    /** {@return the bytes of memory that its content takes, as it is, as it is for certain, and what is between} */
    long held() {
        return pending.stream()
                        .mapToLong(change -> change instanceof Change.Write write ? write.bytes().length : 0)
                        .sum()
                + now.held()
                + forced.held();
    }

    int read(long position, byte[] to, int count) {
        return now.read(position, to, count);
    }

    void write(long position, byte[] bytes) {
        now.write(position, bytes, bytes.length);
        pending.add(new Change.Write(position, bytes));
    }

    void truncate(long size) {
        now.truncate(size);
        pending.add(new Change.Truncation(size));
    }

    void force() {
        pending.forEach(change -> apply(change, forced));
        pending.clear();
    }

    private static void apply(Change change, Content content) {
        if (change instanceof Change.Write write) {
            content.write(write.position(), write.bytes(), write.bytes().length);
        } else if (change instanceof Change.Truncation truncation) {
            content.truncate(truncation.size());
        }
    }

    /**
     * The power fails: of what was not forced, the first changes are there, and the one after them in part; of that, the disk may have the
     * length without the bytes.
     */
    void losePower(SplittableRandom random) {
        int kept = random.nextInt(pending.size() + 1);
        pending.subList(0, kept).forEach(change -> apply(change, forced));
        if (kept < pending.size() && pending.get(kept) instanceof Change.Write torn) {
            int whole = random.nextInt(torn.bytes().length + 1);
            byte[] bytes = new byte[random.nextBoolean() ? torn.bytes().length : whole];
            System.arraycopy(torn.bytes(), 0, bytes, 0, whole);
            forced.write(torn.position(), bytes, bytes.length);
        }
        pending.clear();
        locks.clear();
        now = forced.copy();
    }

    /** {@return the bytes that nothing can take away any more} */
    byte[] forced() {
        return forced.toBytes();
    }

    byte[] toBytes() {
        return now.toBytes();
    }

    /** {@return those that hold it; one for each at most} */
    List<VirtualLock> locks() {
        return locks;
    }
}
