// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;

/** A lock of a whole file. */
final class VirtualLock extends FileLock {

    private final VirtualProcess process;
    private final FileNode node;

    VirtualLock(FileChannel channel, VirtualProcess process, FileNode node) {
        super(channel, 0, Long.MAX_VALUE, false);
        this.process = process;
        this.node = node;
    }

    VirtualProcess process() {
        return process;
    }

    @Override
    public boolean isValid() {
        return acquiredBy().isOpen() && node.locks().contains(this);
    }

    @Override
    public void release() {
        node.locks().remove(this);
    }
}
