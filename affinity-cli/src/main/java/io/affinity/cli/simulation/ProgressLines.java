// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Progress for logs: few lines, none of them overwritten. Thread-safe. */
final class ProgressLines implements CycleProgress {

    private static final int PARTS = 10;

    private final String task;
    private final long all;
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long began;
    private long done;
    private long shown;

    /** @param nanoTime nanoseconds since any moment, which never decrease */
    ProgressLines(String task, long all, PrintStream out, LongSupplier nanoTime) {
        this.task = task;
        this.all = all;
        this.out = out;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    @Override
    public synchronized void done(int work) {
        done += work;
        long part = done * PARTS / all;
        if (part > shown) {
            shown = part;
            String left = TimeLeft.of(done, all, Duration.ofNanos(nanoTime.getAsLong() - began));
            out.println(task + ": " + part * 100 / PARTS + " %" + (left.isEmpty() ? "" : ", " + left));
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
