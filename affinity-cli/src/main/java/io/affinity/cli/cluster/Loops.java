// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.LoopSection;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.RebalancerListener;
import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Cause;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.forecast.Forecasters;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.snapshot.SnapshotStore;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The control loops that there are over the hosts of a file: one for each thing that a command wants of them. */
record Loops(ClusterFile file, ChosenPlugins plugins, Platform platform, FileForesight foresight, Telemetry telemetry) {

    /** {@return the loop that the file describes} */
    Rebalancer rebalancer(Mode mode, MigrationJournal journal, SnapshotStore snapshots, LoopParts parts) {
        RebalancerBuilder builder = paced(mode, journal, snapshots, parts.listener())
                .gates(Stream.concat(plugins.gates().stream(), parts.gates().stream())
                        .toList())
                .contention(parts.contention());
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), file.limits());
        Balancer reactive = ThresholdBalancer.spreading(file.loop().reactiveThreshold(), planner);
        if (file.balancer() == ClusterFile.BalancerKind.REACTIVE) {
            return builder.balancer(reactive).build();
        }
        return predictive(builder)
                .reactive(reactive)
                .learn(file.loop().learn(), file.loop().whileLearning())
                .build();
    }

    /** {@return one that looks, decides, leaves no trace, and forecasts from however little is known} */
    Rebalancer explaining() {
        return predictive(paced(Mode.OBSERVE, new MemoryJournal(), new MemorySnapshots(), new RebalancerListener() {}))
                .build();
    }

    /** {@return one that knows the last minute only, and has no other cause to act than hosts to be emptied} */
    Rebalancer evacuating(Mode mode, Duration step, MigrationJournal journal, RebalancerListener listener) {
        return builder(journal, listener)
                .mode(mode)
                .step(step)
                .historyWindow(step.multipliedBy(2L * Evacuation.LOOKS))
                .seasons(List.of())
                .refitEvery(step.multipliedBy(Evacuation.LOOKS))
                .settings(file.settings().toBuilder()
                        .horizon(step.multipliedBy(Evacuation.LOOKS))
                        .cause(Cause.RULES)
                        .build())
                .withoutDecisionLedger()
                .forecaster(Forecasters.persistence())
                .build();
    }

    private RebalancerBuilder predictive(RebalancerBuilder builder) {
        if (file.loop().demotion() == LoopSection.Demotion.OFF) {
            builder.withoutDemotion();
        }
        return plugins.forecaster().applyTo(builder);
    }

    private RebalancerBuilder paced(
            Mode mode, MigrationJournal journal, SnapshotStore snapshots, RebalancerListener listener) {
        LoopSection loop = file.loop();
        return foresight
                .applyTo(builder(journal, listener), plugins.events())
                .mode(mode)
                .step(loop.step())
                .historyWindow(loop.history())
                .seasons(loop.seasons())
                .refitEvery(loop.refitEvery())
                .settings(file.settings())
                .snapshots(snapshots);
    }

    private RebalancerBuilder builder(MigrationJournal journal, RebalancerListener listener) {
        return plugins.applyTo(Rebalancer.builder())
                .telemetry(telemetry)
                .migrator(platform.migrator())
                .journal(journal)
                .limits(file.limits())
                .listener(listener);
    }
}
