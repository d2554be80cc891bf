// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets so many calls be under way at once, and so many begin in a second, evenly spread. Thread-safe. */
final class Pace {

    private final Semaphore free;
    private final long nanosBetween;
    private final LongSupplier nanoTime;
    private long next;

    Pace(int atOnce, int perSecond, LongSupplier nanoTime) {
        free = new Semaphore(atOnce, true);
        nanosBetween = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nanoTime = nanoTime;
        next = nanoTime.getAsLong();
    }

    /** Waits for its turn; {@link #end} is to follow. */
    void begin() throws InterruptedException {
        free.acquire();
        try {
            TimeUnit.NANOSECONDS.sleep(turn());
        } catch (InterruptedException e) {
            free.release();
            throw e;
        }
    }

    /** {@return nanoseconds until the turn of this call} */
    private synchronized long turn() {
        long now = nanoTime.getAsLong();
        long mine = next - now > 0 ? next : now;
        next = mine + nanosBetween;
        return mine - now;
    }

    void end() {
        free.release();
    }
}
