// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread that rings the alarms of all hosts. */
final class TimerThread implements Alarms, AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;

    TimerThread() {
        executor = new ScheduledThreadPoolExecutor(1, action -> {
            Thread thread = new Thread(action, "affinity-libvirt-limits");
            thread.setDaemon(true);
            return thread;
        });
        // Nearly every alarm is canceled, and each one holds on to an answer.
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(true);
    }

    @Override
    public Alarm set(Duration delay, Runnable action) {
        Future<?> alarm = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    /** Alarms that are set already still ring. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
