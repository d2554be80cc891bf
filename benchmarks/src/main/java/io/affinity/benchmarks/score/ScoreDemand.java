// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

import io.affinity.core.contention.ContentionWorkspace;
import io.affinity.core.contention.ScenarioBuilder;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.core.risk.FleetScoring;
import io.affinity.spi.contention.Scenarios;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the measured process works on: a fleet, its forecasts and its scenarios. */
@State(Scope.Benchmark)
public class ScoreDemand {

    /** The system property through which the measuring process learns the shape of the fleet. */
    static final String SHAPE = "io.affinity.benchmarks.score.shape";

    private final ScoreOptions options;
    private final FleetForecast forecast;
    private final ContentionWorkspace workspace = new ContentionWorkspace(1);
    private final FleetScoring oneThread = new FleetScoring(new ExpectedShortfallScorer(), 1);
    private @Nullable Scenarios scenarios;
    private final FleetScoring twoThreads = new FleetScoring(new ExpectedShortfallScorer(), 2);
    /** As many bytes as the demand has, which nobody outside the core can read as they are: what the limit reads. */
    private final int[][] mirror;

    /** JMH makes one for each process. */
    public ScoreDemand() {
        this(ScoreOptions.ofShape(System.getProperty(SHAPE, "")));
    }

    private ScoreDemand(ScoreOptions options) {
        this.options = options;
        this.forecast = new ScoreFleet(options).forecast();
        Scenarios built = build();
        this.scenarios = built;
        this.mirror = mirror(built);
    }

    private static int[][] mirror(Scenarios scenarios) {
        int block = scenarios.blockLength();
        int vms = scenarios.fleet().vms().size();
        int[][] mirror = new int[scenarios.fleet().resources().size()][vms * block];
        for (int r = 0; r < mirror.length; r++) {
            for (int v = 0; v < vms; v++) {
                scenarios.copyDemand(v, r, mirror[r], v * block);
            }
        }
        return mirror;
    }

    /** {@return the demand of a fleet whose hosts are short of everything, at times} */
    static ScoreDemand tight() {
        ScoreOptions options = ScoreOptions.ofShape(System.getProperty(SHAPE, ""));
        options.utilization = 0.9;
        return new ScoreDemand(options);
    }

    private Scenarios build() {
        return new ScenarioBuilder(options.scenarios, options.steps, options.seed).build(forecast);
    }

    /** Lets go of the scenarios first: two of them would not fit in the heap. */
    Scenarios rebuild() {
        scenarios = null;
        Scenarios built = build();
        scenarios = built;
        return built;
    }

    Scenarios scenarios() {
        return Objects.requireNonNull(scenarios);
    }

    ContentionWorkspace workspace() {
        return workspace;
    }

    FleetScoring oneThread() {
        return oneThread;
    }

    FleetScoring twoThreads() {
        return twoThreads;
    }

    /** {@return the share of hosts that are short of something in some scenario} */
    double shortHosts() {
        int found = 0;
        for (int h = 0; h < options.hosts; h++) {
            found += oneThread.isShort(h) ? 1 : 0;
        }
        return (double) found / options.hosts;
    }

    int sumAll() {
        int sum = 0;
        for (int[] column : mirror) {
            sum += PlainRead.sum(column);
        }
        return sum;
    }

    /** Reads as much as the demand of one VM for a resource. */
    int sum(int vm, int resource) {
        int block = scenarios().blockLength();
        return PlainRead.sum(mirror[resource], vm * block, block);
    }
}
