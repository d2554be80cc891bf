// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.benchmarks.command.Spread;
import io.affinity.benchmarks.series.CpuClock;
import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Simulation;
import io.affinity.simulation.SimulationResult;
import io.affinity.spi.forecast.Forecaster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;

/** Runs policies in one world, two at a time. */
final class PolicyRuns {

    private static final int THREADS = 2;

    private PolicyRuns() {}

    /** {@return the outcomes, in the order of the policies} */
    static List<PolicyOutcome> of(Scenario scenario, List<DecisionPolicy> policies, Forecaster forecaster)
            throws InterruptedException {
        List<Callable<PolicyOutcome>> tasks = new ArrayList<>();
        policies.forEach(policy -> tasks.add(() -> onOneThread(() -> run(scenario, policy, forecaster))));
        // Those that look ahead take longest and stand last: begun first, the two threads end at about the same time.
        Collections.reverse(tasks);
        List<PolicyOutcome> outcomes = new ArrayList<>(Spread.over(THREADS, tasks));
        Collections.reverse(outcomes);
        return outcomes;
    }

    /**
     * In a pool of its own of one thread, the library's parallel streams stay on that thread, so that its CPU time is that of
     * the policy.
     */
    private static PolicyOutcome onOneThread(Callable<PolicyOutcome> task) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            return pool.submit(task).get();
        } finally {
            pool.shutdownNow();
        }
    }

    private static PolicyOutcome run(Scenario scenario, DecisionPolicy policy, Forecaster forecaster) {
        CpuClock clock = CpuClock.start();
        SimulationResult result = Simulation.of(scenario.fleet(), scenario.workload())
                .withSettings(scenario.settings())
                .run(loop -> policy.wire(scenario, forecaster, loop));
        return new PolicyOutcome(policy.id(), result.figures(), result.violatedRules(), clock.millis() / 1000);
    }
}
