// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** Many seeds, on all processors. */
record ChaosRun(long seeds, double seconds, long controllers, long starts, List<Episode.Result> violated) {

    private static final int MOST_TOLD = 20;
    private static final double NANOS = 1e9;

    static ChaosRun of(long first, long seeds, PrintStream out) {
        long begin = System.nanoTime();
        LongAdder controllers = new LongAdder();
        LongAdder starts = new LongAdder();
        List<Episode.Result> violated = Collections.synchronizedList(new ArrayList<>());
        LongStream.range(first, first + seeds).parallel().forEach(seed -> {
            Episode.Result result = Episode.of(seed, seeds == 1 ? out::println : what -> {});
            controllers.add(result.controllers());
            starts.add(result.starts());
            if (!result.violations().isEmpty()) {
                violated.add(result);
                if (violated.size() <= MOST_TOLD) {
                    tell(result, out);
                }
            }
        });
        List<Episode.Result> sorted = violated.stream()
                .sorted((one, other) -> Long.compare(one.seed(), other.seed()))
                .toList();
        return new ChaosRun(seeds, (System.nanoTime() - begin) / NANOS, controllers.sum(), starts.sum(), sorted);
    }

    private static synchronized void tell(Episode.Result result, PrintStream out) {
        out.println("seed " + result.seed() + " (" + result.course() + ")");
        result.violations().forEach(what -> out.println("  " + what));
    }

    void print(PrintStream out) {
        out.printf(
                "%d seeds, %d lives of controllers, %d migrations started, %.1f s, %.0f seeds a minute: %d violated%n",
                seeds, controllers, starts, seconds, seeds / seconds * 60, violated.size());
    }
}
