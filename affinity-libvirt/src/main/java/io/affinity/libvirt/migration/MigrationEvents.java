// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.connection.HostListener;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the source tells by itself while it migrates a VM. Thread-safe. */
final class MigrationEvents implements HostListener {

    /** Details of a suspension: {@code VIR_DOMAIN_EVENT_SUSPENDED_MIGRATED} and {@code _POSTCOPY}. */
    private static final int SUSPENDED_FOR_SWITCHOVER = 1;

    private static final int SUSPENDED_FOR_POST_COPY = 7;

    private final UUID uuid;
    private boolean switchedOver;
    private boolean disconnected;
    private @Nullable CopyFigures completed;

    /** @param uuid of the VM */
    MigrationEvents(UUID uuid) {
        this.uuid = uuid;
    }

    @Override
    public void connected(HostId host) {}

    @Override
    public synchronized void event(HostId host, NativeEvent event) {
        if (event instanceof NativeEvent.Lifecycle lifecycle && isMine(lifecycle.domain())) {
            switchedOver |= lifecycle.type() == NativeEvent.Lifecycle.SUSPENDED
                    && (lifecycle.detail() == SUSPENDED_FOR_SWITCHOVER
                            || lifecycle.detail() == SUSPENDED_FOR_POST_COPY);
        } else if (event instanceof NativeEvent.JobCompleted job && isMine(job.domain())) {
            completed = CopyFigures.of(job.values());
        } else if (event instanceof NativeEvent.Disconnected) {
            disconnected = true;
        }
        notifyAll();
    }

    private boolean isMine(DomainKey domain) {
        return domain.uuid().equals(uuid);
    }

    /** {@return whether the VM stood still on the source to go on at the target} */
    synchronized boolean switchedOver() {
        return switchedOver;
    }

    /**
     * {@return whether the target may run the VM, for all that is known here}
     *
     * @param failure null if the call does not come back
     */
    synchronized boolean mayHaveSwitchedOver(@Nullable LibvirtAccessException failure) {
        return switchedOver || disconnected || !(failure instanceof CallRefusedException);
    }

    /** {@return the figures of the migration that ended well, waited for so long; null if they do not come} */
    synchronized @Nullable CopyFigures completed(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long rest = patience.toMillis();
        while (completed == null && !disconnected && rest > 0) {
            try {
                wait(rest);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            rest = (deadline - System.nanoTime()) / 1_000_000;
        }
        return completed;
    }
}
