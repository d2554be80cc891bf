// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A process, and how it sees the disk. It has locks, as POSIX gives them: one that closes a file loses all its locks on it. Not thread-safe. */
public final class VirtualProcess {

    private final VirtualDisk disk;
    private final Troubles troubles;
    private final VirtualFileSystem files = new VirtualFileSystem(this);
    private boolean isAlive = true;
    private long changes;

    VirtualProcess(VirtualDisk disk, Troubles troubles) {
        this.disk = disk;
        this.troubles = troubles;
    }

    /** {@return the path of this name, as this process uses it} */
    public Path path(String first, String... more) {
        return files.getPath(first, more);
    }

    public boolean isAlive() {
        return isAlive;
    }

    /** {@return how often it changed a file or a name} */
    public long changes() {
        return changes;
    }

    /** It ends: whatever it does from now on is without effect, and its locks are free. */
    public void kill() {
        isAlive = false;
        disk.ended(this);
    }

    VirtualDisk disk() {
        return disk;
    }

    /** {@return how many of these bytes may be written} */
    int before(int bytes) {
        requireAlive();
        int allowed = troubles.before(bytes);
        requireAlive();
        changes++;
        return allowed;
    }

    void after() throws IOException {
        troubles.after();
        requireAlive();
    }

    /** A change that is done as a whole or not at all. */
    void change(Runnable change) throws IOException {
        before(0);
        change.run();
        after();
    }

    void reading() throws IOException {
        requireAlive();
        troubles.reading();
        requireAlive();
    }

    void requireAlive() {
        if (!isAlive) {
            throw new Death("killed");
        }
    }

    static FileSystemException noRoom(Path path) {
        return new FileSystemException(path.toString(), null, "No space left on device");
    }
}
