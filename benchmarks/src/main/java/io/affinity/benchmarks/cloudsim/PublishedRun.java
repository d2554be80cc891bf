// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.cloudsim;

import io.affinity.benchmarks.decisions.PublishedRules;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.simulation.Figures;
import io.affinity.simulation.PublishedSetup;
import io.affinity.simulation.Simulation;
import io.affinity.simulation.workload.Traces;
import java.nio.file.Path;

/** The published experiment on one trace: 800 hosts and consolidation. */
final class PublishedRun {

    private static final int HOSTS = 800;
    private static final double THRESHOLD = 0.8;

    private PublishedRun() {}

    static Figures figures(Path trace, PublishedRules policy) {
        PublishedSetup setup = PublishedSetup.of(Traces.open(trace), HOSTS);
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), PublishedSetup.limits());
        ThresholdBalancer balancer = ThresholdBalancer.consolidating(THRESHOLD, PublishedSetup::power, planner);
        double bandwidth = PublishedSetup.limits().bandwidthBytesPerSecond();
        return Simulation.of(setup.fleet(), setup.workload())
                .withSettings(setup.settings())
                .run(loop -> loop.balancer(policy.applyTo(
                                balancer, bandwidth, setup.workload().step()))
                        .limits(PublishedSetup.limits()))
                .figures();
    }
}
