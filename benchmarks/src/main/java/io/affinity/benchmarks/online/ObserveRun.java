// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.online;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link ObserveBenchmark} in a JVM of its own. */
final class ObserveRun {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private ObserveRun() {}

    /**
     * One figure.
     *
     * @param nanos mean time of a call
     * @param error half of its 99.9 % confidence interval
     * @param bytes allocated by a call
     */
    record Cost(String kind, String what, double nanos, double error, double bytes) {}

    /** {@return the costs of each kind; each is measured for {@code iterations} seconds after as many to warm up} */
    static List<Cost> costs(List<ModelKind> kinds, int iterations) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(ObserveBenchmark.class.getName() + "\\..*")
                        .param("kind", kinds.stream().map(Enum::name).toArray(String[]::new))
                        .addProfiler(GCProfiler.class)
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(1))
                        .forks(1)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        return results.stream().map(ObserveRun::cost).toList();
    }

    private static Cost cost(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        double bytes = result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(ALLOCATION))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElse(Double.NaN);
        String kind = result.getParams().getParam("kind");
        return new Cost(ModelKind.valueOf(kind).id(), time.getLabel(), time.getScore(), time.getScoreError(), bytes);
    }
}
