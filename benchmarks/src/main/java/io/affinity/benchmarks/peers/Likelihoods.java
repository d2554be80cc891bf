// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import java.util.Arrays;
import java.util.List;

/**
 * The log-likelihoods of two methods that estimate the same order, and their CPU time, on the series where both did.
 *
 * @param equalOrBetter on how many series the first is not below the second by more than 1e-4
 * @param least difference first less second; likewise median and greatest
 * @param cpuRatio mean CPU time of the first over that of the second
 */
record Likelihoods(
        String first,
        String second,
        int series,
        int equalOrBetter,
        double least,
        double median,
        double greatest,
        double cpuRatio) {

    private static final double TOLERANCE = 1e-4;

    static Likelihoods of(MethodAnswers first, MethodAnswers second, List<Task> tasks) {
        List<Task> both = tasks.stream()
                .filter(task -> first.has(task) && second.has(task))
                .filter(task -> !Double.isNaN(difference(first, second, task)))
                .toList();
        double[] differences = both.stream()
                .mapToDouble(task -> difference(first, second, task))
                .sorted()
                .toArray();
        int n = differences.length;
        return new Likelihoods(
                first.method(),
                second.method(),
                n,
                (int) Arrays.stream(differences).filter(d -> d >= -TOLERANCE).count(),
                n == 0 ? Double.NaN : differences[0],
                n == 0 ? Double.NaN : differences[n / 2],
                n == 0 ? Double.NaN : differences[n - 1],
                cpu(first, both) / cpu(second, both));
    }

    private static double difference(MethodAnswers first, MethodAnswers second, Task task) {
        return first.of(task).logLikelihood() - second.of(task).logLikelihood();
    }

    private static double cpu(MethodAnswers answers, List<Task> tasks) {
        return tasks.stream().mapToDouble(task -> answers.of(task).cpuMillis()).sum();
    }
}
