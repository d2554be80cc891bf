// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tasks spread over threads. */
public final class Spread {

    private Spread() {}

    /**
     * {@return the results, in the order of the tasks}
     *
     * @throws IllegalStateException if a task throws
     */
    public static <T> List<T> over(int threads, List<Callable<T>> tasks) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>(tasks.size());
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A task threw.", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
