package io.affinity.cli.simulation;

import java.io.PrintStream;

/** Progress for logs: few lines, none of them overwritten. Thread-safe. */
final class ProgressLines implements CycleProgress {

    private static final int PARTS = 10;

    private final String task;
    private final long all;
    private final PrintStream out;
    private long done;
    private long shown;

    ProgressLines(String task, long all, PrintStream out) {
        this.task = task;
        this.all = all;
        this.out = out;
    }

    @Override
    public synchronized void done(int work) {
        done += work;
        long part = done * PARTS / all;
        if (part > shown) {
            shown = part;
            out.println(task + ": " + part * 100 / PARTS + " %");
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
