// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Searches that run on some threads, leg by leg: all of them have come to the same share before any goes on, so that what they tell each other does not
 * depend on threads. Belongs to one thread, which waits for its own; if it is interrupted, it still waits, and is interrupted then.
 */
final class Crew implements AutoCloseable {

    /** What a search does on a leg. */
    interface Stint {

        void run(int number, SearchProgress share);
    }

    private final int searches;
    private final int threads;
    private final SearchProgress progress;
    private final ExecutorService executor;

    /** Whether nobody waits any more for what the searches find. */
    private volatile boolean isOver;

    Crew(int searches, int threads, SearchProgress progress) {
        this.searches = searches;
        this.threads = Math.min(searches, threads);
        this.progress = progress;
        executor = Executors.newFixedThreadPool(this.threads);
    }

    /** {@return how many searches there are} */
    int searches() {
        return searches;
    }

    /** Lets all searches go on from one share of what they may do to another. */
    void run(double from, double to, Stint stint) {
        List<Future<?>> stints = new ArrayList<>();
        for (int i = 0; i < searches; i++) {
            int number = i;
            Leg leg = progress.isCommon() ? Leg.ofCommon(from, to, i, searches, threads) : Leg.ofOwn(from, to);
            stints.add(executor.submit(() -> runOne(stint, number, leg)));
        }
        boolean isInterrupted = false;
        for (Future<?> each : stints) {
            isInterrupted |= isInterruptedBeforeItEnds(each);
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOne(Stint stint, int number, Leg leg) {
        boolean hasEnded = false;
        try {
            stint.run(number, proposals -> isOver ? 1 : leg.share(progress.share(proposals)));
            hasEnded = true;
        } finally {
            // The others need not go on for what is thrown anyway.
            isOver |= !hasEnded;
        }
    }

    private static boolean isInterruptedBeforeItEnds(Future<?> stint) {
        boolean isInterrupted = false;
        while (true) {
            try {
                stint.get();
                return isInterrupted;
            } catch (InterruptedException e) {
                isInterrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("A search failed: " + e.getMessage(), e);
            }
        }
    }

    /** Ends what still runs, and waits for that, which takes no longer than a few hundred changes. */
    @Override
    public void close() {
        isOver = true;
        executor.shutdown();
        boolean isInterrupted = Thread.interrupted();
        while (!executor.isTerminated()) {
            try {
                executor.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
