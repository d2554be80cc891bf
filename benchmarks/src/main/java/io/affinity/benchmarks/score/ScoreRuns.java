// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

import io.affinity.benchmarks.score.ScoreFigure.Iteration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the steps under JMH, each in a process of its own. */
final class ScoreRuns {

    private static final String PROFILED_BYTES = "gc.alloc.rate.norm";

    private static final List<String> STEPS =
            List.of("scoreAll", "moveDelta", "scoreAllOnTwoThreads", "hostLoads", "applyMove", "buildScenarios");

    private ScoreRuns() {}

    static List<ScoreFigure> run(ScoreOptions options) throws RunnerException {
        // Two runs at once disturb each other, but pairs of work and limit make the ratio bear it.
        System.setProperty("jmh.ignoreLock", "true");
        List<ScoreFigure> figures = new ArrayList<>();
        for (String step : options.only.isEmpty() ? STEPS : options.only) {
            for (RunResult result : new Runner(jmh(options, step)).run()) {
                figures.add(figure(step, result));
            }
        }
        return figures;
    }

    private static Options jmh(ScoreOptions options, String step) {
        // Building takes seconds, so fewer rounds do.
        boolean isLong = step.equals("buildScenarios");
        return new OptionsBuilder()
                .include("\\." + ScoreJmh.class.getSimpleName() + "\\." + step + "$")
                .forks(1)
                .jvmArgsAppend(
                        "-Xms" + options.heap, "-Xmx" + options.heap, "-D" + ScoreDemand.SHAPE + "=" + options.shape())
                .warmupIterations(isLong ? 1 : 3)
                .warmupTime(TimeValue.milliseconds(options.millis))
                .measurementIterations(isLong ? Math.min(3, options.iterations) : options.iterations)
                .measurementTime(TimeValue.milliseconds(options.millis))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static ScoreFigure figure(String step, RunResult result) {
        Collection<IterationResult> measured =
                result.getBenchmarkResults().iterator().next().getIterationResults();
        List<Iteration> iterations = measured.stream()
                .map(it -> new Iteration(
                        counter(it, "workNanos"),
                        counter(it, "limitNanos"),
                        counter(it, "workBytes"),
                        counter(it, "operations"),
                        counter(it, "shortHosts")))
                .toList();
        double callsPerOperation = measured.stream()
                        .mapToDouble(it -> it.getMetadata().getMeasuredOps())
                        .sum()
                / iterations.stream().mapToDouble(Iteration::operations).sum();
        return ScoreFigure.of(step, iterations, profiledBytes(result) * callsPerOperation);
    }

    private static double counter(IterationResult iteration, String name) {
        Result<?> counter = iteration.getSecondaryResults().get(name);
        if (counter == null) {
            throw new IllegalStateException("JMH did not report the counter (" + name + ").");
        }
        return counter.getScore();
    }

    private static double profiledBytes(RunResult result) {
        return result.getSecondaryResults().values().stream()
                .filter(it -> it.getLabel().endsWith(PROFILED_BYTES))
                .mapToDouble(Result::getScore)
                .findFirst()
                .orElse(Double.NaN);
    }
}
