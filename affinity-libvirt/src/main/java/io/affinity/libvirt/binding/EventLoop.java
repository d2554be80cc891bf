// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import io.affinity.libvirt.access.LibraryUnavailableException;

/**
 * The one thread on which libvirt delivers events and minds keep-alive. It must exist before the first connection is opened,
 * and runs as long as the JVM: a daemon thread, which keeps no program from ending.
 */
final class EventLoop {

    private EventLoop() {}

    static void start(NativeLibvirt calls) {
        if (calls.virEventRegisterDefaultImpl() < 0) {
            throw new LibraryUnavailableException(
                    "The event loop of libvirt cannot be registered: " + calls.virGetLastErrorMessage());
        }
        Thread thread = new Thread(() -> run(calls), "affinity-libvirt-events");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(NativeLibvirt calls) {
        // A failed round (poll interrupted by a signal, a handle closed meanwhile) is no reason to stop listening.
        while (!Thread.currentThread().isInterrupted()) {
            calls.virEventRunDefaultImpl();
        }
    }
}
