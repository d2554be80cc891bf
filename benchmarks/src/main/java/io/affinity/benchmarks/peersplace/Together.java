// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** Runs a solver several times at once, with a seed for each, for those that use one core. */
final class Together {

    private Together() {}

    /** {@return the best of the answers, by the judgement of the task} */
    static int[] best(PlaceTask task, SolveTime time, LongFunction<Callable<int[]>> withSeed) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(time.threads());
        try {
            List<Callable<int[]>> all = new ArrayList<>();
            for (int i = 0; i < time.threads(); i++) {
                all.add(withSeed.apply(time.seed() + i));
            }
            int[] best = null;
            for (Future<int[]> each : executor.invokeAll(all)) {
                int[] answer = each.get();
                if (best == null || Verdict.BETTER.compare(task.judge(answer), task.judge(best)) < 0) {
                    best = answer;
                }
            }
            if (best == null) {
                throw new IllegalStateException("There is no thread.");
            }
            return best;
        } finally {
            executor.shutdownNow();
        }
    }
}
