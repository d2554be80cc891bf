// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Progress for a person who waits, on a line that is written again and again. It is never wider than the terminal is at that moment, as
 * a line that wraps cannot be overwritten: first the bar goes, then the time that is left. Thread-safe.
 */
final class ProgressOnTerminal implements CycleProgress {

    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int LONGEST_BAR = 40;
    private static final int SHORTEST_BAR = 5;

    private final String task;
    private final long all;
    private final PrintStream terminal;
    private final IntSupplier width;
    private final LongSupplier nanoTime;
    private final long began;
    private long done;
    private long drawnAt;
    private int drawn;
    private boolean isClosed;

    /**
     * @param width of the terminal now, in characters
     * @param nanoTime nanoseconds since any moment, which never decrease
     */
    ProgressOnTerminal(String task, long all, PrintStream terminal, IntSupplier width, LongSupplier nanoTime) {
        this.task = task;
        this.all = all;
        this.terminal = terminal;
        this.width = width;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        draw(began);
    }

    @Override
    public synchronized void done(int work) {
        done += work;
        long now = nanoTime.getAsLong();
        if (!isClosed && now - drawnAt >= BETWEEN.toNanos()) {
            draw(now);
        }
    }

    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            draw(nanoTime.getAsLong());
            terminal.println();
        }
    }

    private void draw(long now) {
        // The last column is left free: some terminals wrap as soon as it is taken.
        int most = Math.max(0, width.getAsInt() - 1);
        String line = line(task, done, all, Duration.ofNanos(now - began), most);
        String rest = " ".repeat(Math.max(0, Math.min(drawn, most) - line.length()));
        terminal.print("\r" + line + rest);
        terminal.flush();
        drawn = line.length();
        drawnAt = now;
    }

    /** {@return what fits into so many characters} */
    static String line(String task, long done, long all, Duration elapsed, int most) {
        String start = task + " " + 100 * Math.min(done, all) / all + " %";
        String left = TimeLeft.of(done, all, elapsed);
        String end = left.isEmpty() ? "" : " " + left;
        int bar = Math.min(LONGEST_BAR, most - start.length() - end.length() - " []".length());
        if (bar >= SHORTEST_BAR) {
            int full = (int) (bar * Math.min(done, all) / all);
            return start + " [" + "=".repeat(full) + " ".repeat(bar - full) + "]" + end;
        }
        String line = start.length() + end.length() <= most ? start + end : start;
        return line.length() <= most ? line : line.substring(0, most);
    }
}
