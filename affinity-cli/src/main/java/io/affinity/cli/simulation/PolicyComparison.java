// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.scenario.Scenario;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.simulation.Simulation;
import io.affinity.simulation.SimulationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs one scenario under several policies, two at a time. Each run depends on the scenario alone, so results are the same
 * however many run at a time.
 */
public final class PolicyComparison {

    private static final int MOST_THREADS = 2;

    private final Scenario scenario;
    private final PolicyWiring wiring;
    private final RebalancerListener predictiveListener;
    private final Consumer<Rebalancer> end;

    /**
     * @param plugins of the predictive policy
     * @param predictiveListener hears the control loop of the predictive policy, on its thread
     */
    public PolicyComparison(Scenario scenario, ChosenPlugins plugins, RebalancerListener predictiveListener) {
        this(scenario, new PolicyWiring(scenario, plugins), predictiveListener, loop -> {});
    }

    private PolicyComparison(
            Scenario scenario, PolicyWiring wiring, RebalancerListener predictiveListener, Consumer<Rebalancer> end) {
        this.scenario = scenario;
        this.wiring = wiring;
        this.predictiveListener = predictiveListener;
        this.end = end;
    }

    /**
     * {@return a copy that hands one control loop to {@code newEnd} when its simulation is over, on its thread: that of the predictive
     * policy, or of the first one if that is not run}
     */
    public PolicyComparison withEnd(Consumer<Rebalancer> newEnd) {
        return new PolicyComparison(scenario, wiring, predictiveListener, newEnd);
    }

    /** {@return how much work {@link #run} will report as done} */
    public long work(Collection<Policy> policies) {
        int cycles = scenario.workload().steps() - scenario.settings().firstTick();
        return policies.stream().mapToLong(Policy::effort).sum() * cycles;
    }

    /**
     * {@return the runs, in the order of {@link Policy}}
     *
     * @param policies at least one
     */
    public List<PolicyRun> run(Collection<Policy> policies, CycleProgress progress) {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        ExecutorService executor = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "simulation");
            // When one policy fails, the program must not wait for the others.
            thread.setDaemon(true);
            return thread;
        });
        try {
            Policy asked = policies.contains(Policy.PREDICTIVE) ? Policy.PREDICTIVE : Collections.min(policies);
            Map<Policy, Future<PolicyRun>> futures = new EnumMap<>(Policy.class);
            // What takes longest comes first, so that the threads end at about the same time.
            policies.stream()
                    .distinct()
                    .sorted(Comparator.comparingInt(Policy::effort).reversed())
                    .forEach(policy ->
                            futures.put(policy, executor.submit(() -> run(policy, policy == asked, progress))));
            List<PolicyRun> runs = new ArrayList<>();
            for (Future<PolicyRun> future : futures.values()) {
                runs.add(result(future));
            }
            return runs;
        } finally {
            executor.shutdownNow();
        }
    }

    private static PolicyRun result(Future<PolicyRun> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The simulation was interrupted.", e);
        }
    }

    private PolicyRun run(Policy policy, boolean isAsked, CycleProgress progress) {
        List<Rebalancer> ended = new ArrayList<>();
        long start = System.nanoTime();
        Simulation simulation = Simulation.of(scenario.fleet(), scenario.workload())
                .withSettings(scenario.settings())
                .withEnd(ended::add)
                .withProgress(cycle -> progress.done(policy.effort()));
        if (policy == Policy.PREDICTIVE) {
            simulation = simulation.withListener(predictiveListener);
        }
        SimulationResult result = simulation.run(loop -> wiring.apply(policy, loop));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        // What is asked of the loop is no part of the policy's work.
        if (isAsked) {
            ended.forEach(end);
        }
        return new PolicyRun(policy, result, took);
    }
}
