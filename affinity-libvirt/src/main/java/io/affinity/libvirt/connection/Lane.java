// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.HostUnreachableException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread and the one connection that it uses. A thread that hangs inside the C library cannot be interrupted: its lane is
 * cut off, which means that nobody waits for it any more, and that it closes its connection and ends as soon as it comes back.
 *
 * @param <C> a connection
 */
final class Lane<C> {

    private final Opener<C> opener;
    private final ThreadPoolExecutor executor;
    private volatile boolean cut;
    /** Touched by the thread of the lane only. */
    private @Nullable C connection;

    Lane(String name, Opener<C> opener, Runnable ended) {
        this.opener = opener;
        this.executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), action -> {
            Thread thread = new Thread(
                    () -> {
                        try {
                            action.run();
                        } finally {
                            ended.run();
                        }
                    },
                    name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void execute(Runnable task) {
        executor.execute(task);
    }

    boolean isCut() {
        return cut;
    }

    /** The running task may come back, those that wait find out now, and none can be added. Does not wait. */
    void cut() {
        cut = true;
        List<Runnable> waiting = new ArrayList<>();
        executor.getQueue().drainTo(waiting);
        executor.execute(this::disconnect);
        executor.shutdown();
        waiting.forEach(Runnable::run);
    }

    @Nullable
    C connection() {
        C present = connection;
        if (present != null && !opener.isAlive(present)) {
            disconnect();
        }
        return connection;
    }

    C connect(String host) {
        C opened = opener.open();
        connection = opened;
        if (cut) {
            disconnect();
            throw new HostUnreachableException(Reason.HUNG, "The connection to host " + host + " came too late.");
        }
        return opened;
    }

    void disconnect() {
        C present = connection;
        connection = null;
        if (present != null) {
            opener.close(present);
        }
    }
}
