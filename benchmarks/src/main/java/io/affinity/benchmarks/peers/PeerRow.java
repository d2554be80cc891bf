// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.benchmarks.scores.ForecastScores;
import io.affinity.benchmarks.scores.Naive2;
import io.affinity.benchmarks.scores.NaiveScale;
import io.affinity.spi.forecast.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The figures of one method on some series: those on which it did not fail.
 *
 * @param owa of sMAPE and MASE against Naive2 on the same series
 * @param cpuMean per series in milliseconds, failures included, as are the two after it
 */
record PeerRow(
        String method,
        int series,
        int failed,
        ForecastScores scores,
        double owa,
        double cpuMean,
        double cpuMedian,
        double cpu95) {

    /**
     * {@return the figures of a method on those of the tasks that it was given}
     *
     * @param lower the least value possible; forecasts below it count as that
     * @param upper likewise
     */
    static PeerRow of(MethodAnswers answers, List<Task> tasks, double lower, double upper) {
        ForecastScores scores = new ForecastScores();
        ForecastScores naive2 = new ForecastScores();
        List<Task> given = tasks.stream().filter(answers::has).toList();
        for (Task task : given) {
            Forecast forecast = answers.of(task).forecast();
            if (forecast != null) {
                double[] history = task.history().values();
                double scale = NaiveScale.of(history, task.period());
                scores.add(clipped(forecast, lower, upper), task.actual(), scale);
                double[] naive = Naive2.forecast(history, task.period(), task.horizon());
                naive2.add(NormalForecast.of(naive, new double[naive.length]), task.actual(), scale);
            }
        }
        double[] cpu = given.stream()
                .mapToDouble(task -> answers.of(task).cpuMillis())
                .sorted()
                .toArray();
        int failed = (int) given.stream()
                .filter(task -> answers.of(task).forecast() == null)
                .count();
        return new PeerRow(
                answers.method(),
                given.size(),
                failed,
                scores,
                scores.owa(naive2),
                Arrays.stream(cpu).average().orElse(Double.NaN),
                at(cpu, 0.5),
                at(cpu, 0.95));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
    }

    private static Forecast clipped(Forecast forecast, double lower, double upper) {
        int levels = forecast.levels().size();
        double[] mean = new double[forecast.steps()];
        double[] quantiles = new double[mean.length * levels];
        for (int i = 0; i < quantiles.length; i++) {
            int step = i / levels;
            mean[step] = Math.max(lower, Math.min(upper, forecast.mean(step)));
            quantiles[i] = Math.max(lower, Math.min(upper, forecast.quantile(i % levels, step)));
        }
        return Forecast.of(Instant.EPOCH, Duration.ofHours(1), forecast.levels(), mean, quantiles);
    }
}
