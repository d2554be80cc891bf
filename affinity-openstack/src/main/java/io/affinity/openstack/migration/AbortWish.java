// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.spi.migration.MigrationFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** That a migration is to be given up, and why. Anybody may {@link #make} it; the thread that looks after the migration waits here. */
final class AbortWish {

    private final AtomicReference<@Nullable MigrationFailure> reason = new AtomicReference<>();
    private final CountDownLatch made = new CountDownLatch(1);

    /** The first wish counts. */
    void make(MigrationFailure why) {
        reason.compareAndSet(null, why);
        made.countDown();
    }

    /** {@return why, or null if nobody wishes it} */
    @Nullable
    MigrationFailure reason() {
        return reason.get();
    }

    /** Waits until the first wish is made, or so long; if it was made before, so long in any case. */
    void await(Duration time) throws InterruptedException {
        if (reason.get() == null) {
            boolean unused = made.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            Thread.sleep(time.toMillis());
        }
    }
}
