// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.HostUnreachableException.Reason;

/**
 * Lets a native handle be released exactly once, and never while a call is using it: the last call out releases a handle that
 * was closed meanwhile. Thread-safe.
 */
final class HandleGuard {

    private final String thing;
    private final Runnable release;
    private int users;
    private boolean closed;

    HandleGuard(String thing, Runnable release) {
        this.thing = thing;
        this.release = release;
    }

    synchronized void enter() {
        if (closed) {
            throw new HostUnreachableException(Reason.CLOSED, "The " + thing + " is closed.");
        }
        users++;
    }

    void exit() {
        synchronized (this) {
            users--;
            if (!closed || users > 0) {
                return;
            }
        }
        release.run();
    }

    /** Releases now, or when the last call has come back. The second time it does nothing. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (users > 0) {
                return;
            }
        }
        release.run();
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
