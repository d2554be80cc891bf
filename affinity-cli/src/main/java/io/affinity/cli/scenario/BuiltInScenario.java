// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The week that {@code simulate} runs by itself: a mid-sized cluster as it grows in practice, with a part that can be
 * predicted (days, weekends, jobs on a schedule) and one that cannot (bursts, releases, noise). Three weeks are generated;
 * the first two are what telemetry remembers.
 */
public final class BuiltInScenario {

    /** A Monday. */
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int WEEK = 7 * 288;
    private static final double THRESHOLD = 0.8;

    private BuiltInScenario() {}

    /**
     * {@return the scenario with ten VMs a host}
     *
     * @param hosts at least 10, so that every kind of policy has room; 100 is the published size
     */
    public static Scenario create(int hosts, long seed) {
        if (hosts < BuiltInCluster.LEAST_HOSTS) {
            throw new IllegalArgumentException("The number of hosts (" + hosts + ") must be at least "
                    + BuiltInCluster.LEAST_HOSTS + " in the built-in scenario, so that every kind of policy has room.");
        }
        BuiltInCluster cluster = new BuiltInCluster(hosts, seed);
        GeneratedWorkload.Builder builder =
                GeneratedWorkload.builder(START, WEEK).seed(seed).step(STEP).history(2 * WEEK);
        for (Deployment deployment : cluster.deployments()) {
            builder.group(deployment.name(), deployment.profile(), deployment.vms());
        }
        GeneratedWorkload workload = builder.build();
        Fleet fleet = cluster.fleet(START);
        MigrationLimits limits = MigrationLimits.DEFAULT;
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), limits);
        return new Scenario(
                "One generated week",
                List.of(
                        new Scenario.Fact(
                                "Hosts", hosts + ", of 32 cores, 256 GB and 10 Gbit/s, in racks and two zones"),
                        new Scenario.Fact(
                                "VMs",
                                fleet.vms().size() + " in "
                                        + cluster.deployments().size() + " deployments"),
                        new Scenario.Fact("Policies", fleet.policies().size() + ", of every kind"),
                        new Scenario.Fact("Time", "one week in steps of five minutes, after two weeks of history")),
                fleet,
                workload,
                SimulationSettings.DEFAULT,
                limits,
                List.of(Duration.ofDays(1), Duration.ofDays(7)),
                PredictiveSettings.builder().seed(seed).build(),
                () -> ThresholdBalancer.spreading(THRESHOLD, planner),
                List.of(),
                new Schedules(workload));
    }

    /** The jobs that run on a schedule are known in advance. */
    private record Schedules(GeneratedWorkload workload) implements EventSource {

        @Override
        public String name() {
            return "schedules";
        }

        @Override
        public List<Covariate> covariates(VmId vm) {
            return workload.covariates(vm);
        }
    }
}
