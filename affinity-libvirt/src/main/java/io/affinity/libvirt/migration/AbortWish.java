// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.spi.migration.MigrationFailure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * That a migration is to be given up, and why. Anybody may {@link #make} it; all else belongs to the thread that looks after the
 * migration, which sleeps here so that a wish wakes it.
 */
final class AbortWish {

    private final Semaphore wake = new Semaphore(0);
    private final AtomicReference<@Nullable MigrationFailure> reason = new AtomicReference<>();
    private @Nullable Duration seenAt;
    private boolean isSent;

    /** The first wish counts. */
    void make(MigrationFailure why) {
        if (reason.compareAndSet(null, why)) {
            wake.release();
        }
    }

    /** {@return why, or null if nobody wishes it} */
    @Nullable
    MigrationFailure reason() {
        return reason.get();
    }

    /** It is the wish of this migration's thread too from now on. */
    void seen(Duration now) {
        seenAt = seenAt == null ? now : seenAt;
    }

    /** The daemons were told. */
    void sent() {
        isSent = true;
    }

    boolean isSent() {
        return isSent;
    }

    /** {@return whether it was seen, and so much time has passed since} */
    boolean isOverdue(Duration now, Duration patience) {
        return seenAt != null && now.minus(seenAt).compareTo(patience) >= 0;
    }

    /** Ends a sleep for another reason. */
    void wake() {
        wake.release();
    }

    /** Until that time has passed, or somebody has a reason to look. */
    void sleep(Duration time) throws InterruptedException {
        if (wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }
}
