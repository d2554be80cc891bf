// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

import java.util.Arrays;
import java.util.List;

/**
 * What was measured of one step. All numbers are medians over the iterations; the ratio is the median of the ratios within
 * each iteration, not the ratio of the medians.
 *
 * @param nanos of one operation
 * @param limitNanos of the limit: reading as many bytes once, or the same work on one thread
 * @param lowestRatio the lowest and highest of an iteration show how quiet the machine was
 * @param bytesPerOp that the calling thread allocated in the quietest iteration; exact, from the thread's own counter
 * @param profilerBytesPerOp as JMH's profiler has it, over all threads and with what JMH itself allocates
 * @param shortHosts share of hosts that are short of something in some scenario, where that was counted, else 0
 */
record ScoreFigure(
        String name,
        double nanos,
        double limitNanos,
        double ratio,
        double lowestRatio,
        double highestRatio,
        double bytesPerOp,
        double profilerBytesPerOp,
        double shortHosts) {

    /** The counters of one iteration. */
    record Iteration(double workNanos, double limitNanos, double workBytes, double operations, double shortHosts) {

        double ratio() {
            return workNanos / limitNanos;
        }
    }

    static ScoreFigure of(String name, List<Iteration> iterations, double profilerBytesPerOp) {
        double[] ratios =
                sorted(iterations.stream().mapToDouble(Iteration::ratio).toArray());
        return new ScoreFigure(
                name,
                median(iterations.stream()
                        .mapToDouble(it -> it.workNanos() / it.operations())
                        .toArray()),
                median(iterations.stream()
                        .mapToDouble(it -> it.limitNanos() / it.operations())
                        .toArray()),
                median(ratios),
                ratios[0],
                ratios[ratios.length - 1],
                iterations.stream()
                        .mapToDouble(it -> it.workBytes() / it.operations())
                        .min()
                        .orElse(Double.NaN),
                profilerBytesPerOp,
                iterations.get(0).shortHosts());
    }

    /** {@return whether the limit is the same work on one thread} */
    boolean isAgainstOneThread() {
        return name.endsWith("OnTwoThreads");
    }

    private static double median(double[] values) {
        double[] sorted = sorted(values);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
