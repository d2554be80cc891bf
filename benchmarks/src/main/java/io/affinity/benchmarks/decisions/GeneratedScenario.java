// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.cli.scenario.NothingKnown;
import io.affinity.cli.scenario.Scenario;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A week of generated demand, after a past. Equal hosts have 32 cores and 256 GB, and in the beginning ten VMs of 8 cores and
 * 8 GB each, placed as platforms do: the VMs of a deployment side by side, on three of five hosts.
 */
final class GeneratedScenario {

    static final int USUAL_HOSTS = 20;
    static final Duration USUAL_HISTORY = Duration.ofDays(14);

    /** As many as deployments, so that each can have its part of the hosts. */
    private static final int LEAST_HOSTS = 5;

    private static final int VMS_PER_HOST = 10;
    private static final double THRESHOLD = 0.8;
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int WEEK = 7 * 288;
    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final ResourceVector HOST = ResourceVector.of(RESOURCES, 32, 256e9);
    private static final ResourceVector VM = ResourceVector.of(RESOURCES, 8, 8e9);

    private GeneratedScenario() {}

    /**
     * {@return the scenario}
     *
     * @param hosts at least 5
     * @param history not negative
     */
    static Scenario of(GeneratedKind kind, int hosts, Duration history, long seed) {
        if (hosts < LEAST_HOSTS) {
            throw new IllegalArgumentException("The number of hosts (" + hosts + ") must be at least " + LEAST_HOSTS
                    + " for generated demand, so that each deployment has its part of them.");
        }
        GeneratedWorkload.Builder builder =
                GeneratedWorkload.builder(MONDAY, WEEK).seed(seed).step(STEP).history((int) history.dividedBy(STEP));
        List<DemandProfile> profiles = kind.deployments();
        List<HostId> hostByVm = new ArrayList<>();
        for (int d = 0; d < profiles.size(); d++) {
            builder.group("deployment-" + d, profiles.get(d), vms(d, hosts, profiles.size(), hostByVm));
        }
        GeneratedWorkload workload = builder.build();
        Fleet.Builder fleet = Fleet.builder(MONDAY);
        for (int h = 0; h < hosts; h++) {
            fleet.host(Host.of(host(h), HOST));
        }
        for (int v = 0; v < hostByVm.size(); v++) {
            fleet.vm(workload.vms().get(v), hostByVm.get(v));
        }
        return scenario(kind, fleet.build(), workload, seed);
    }

    private static List<Vm> vms(int deployment, int hosts, int deployments, List<HostId> hostByVm) {
        int first = deployment * hosts / deployments;
        int width = (3 * hosts + deployments - 1) / deployments;
        List<Vm> vms = new ArrayList<>();
        for (int i = 0; i < VMS_PER_HOST * hosts / deployments; i++) {
            vms.add(Vm.of(new VmId(String.format(Locale.ROOT, "vm-%d-%03d", deployment, i)), VM));
            hostByVm.add(host((first + i % width) % hosts));
        }
        return vms;
    }

    private static HostId host(int index) {
        return new HostId(String.format(Locale.ROOT, "host-%03d", index));
    }

    private static Scenario scenario(GeneratedKind kind, Fleet fleet, GeneratedWorkload workload, long seed) {
        MigrationLimits limits = MigrationLimits.DEFAULT;
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), limits);
        return new Scenario(
                "Generated, " + kind.id(),
                List.of(),
                fleet,
                workload,
                SimulationSettings.DEFAULT,
                limits,
                List.of(Duration.ofDays(1), Duration.ofDays(7)),
                PredictiveSettings.builder().seed(seed).build(),
                () -> ThresholdBalancer.spreading(THRESHOLD, planner),
                List.of(),
                new NothingKnown());
    }
}
