// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import java.io.PrintStream;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends the process where an input keeps a reader busy for minutes: nobody can take a thread's work away from it. */
final class Watchdog implements AutoCloseable {

    private static final int STUCK = 1;
    private static final long MOST_SECONDS = 120;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "watchdog");
        thread.setDaemon(true);
        return thread;
    });
    private final PrintStream out;
    private volatile String what = "";
    private volatile byte[] input = {};
    private volatile long begun = System.nanoTime();

    Watchdog(PrintStream out) {
        this.out = out;
        ScheduledFuture<?> looking = clock.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
        if (looking.isDone()) {
            throw new IllegalStateException("The watchdog must look at inputs until it is closed.");
        }
    }

    /** An input is about to be read. */
    void begin(String newWhat, byte[] newInput) {
        what = newWhat;
        input = newInput;
        begun = System.nanoTime();
    }

    private void look() {
        if (!what.isEmpty() && System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
            out.println("VIOLATION " + what + ": it takes more than " + MOST_SECONDS + " s.");
            out.println(Base64.getEncoder().encodeToString(input));
            out.flush();
            Runtime.getRuntime().halt(STUCK);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
