// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.disk.Death;
import io.affinity.benchmarks.chaos.disk.Troubles;
import io.affinity.benchmarks.chaos.disk.VirtualProcess;
import io.affinity.benchmarks.chaos.world.Senses;
import io.affinity.benchmarks.chaos.world.World;
import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.storage.DemandRecord;
import io.affinity.core.storage.RecordedDemand;
import io.affinity.forecast.Forecasters;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Telemetry;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Another process that looks at the state folder, as {@code affinity plan} does, and must leave it as it is. */
final class Reader {

    private static final int STEPS = 60;

    private Reader() {}

    /** Plans, and changes nothing. */
    static void look(World world, Course course) {
        VirtualProcess process = world.disk().process(Troubles.NONE);
        Senses senses = world.others();
        try {
            Rebalancer looking = Rebalancer.builder()
                    .telemetry(Telemetry.of(
                            senses, RecordedDemand.reading(senses, record(world, course, process)), senses))
                    .migrator(world.migrator(process, Integer.MAX_VALUE))
                    .mode(Mode.RECOMMEND)
                    .clock(world.time())
                    .step(World.STEP)
                    .historyWindow(course.kept())
                    .seasons(List.of())
                    .limits(course.limits())
                    .forecaster(Forecasters.persistence())
                    .build();
            looking.plan();
        } catch (TelemetryException | UncheckedIOException | Death e) {
            // It sees nothing, then.
        }
        if (process.changes() > 0) {
            world.witness().violated("who only looks changed files " + process.changes() + " times");
        }
        process.kill();
    }

    private static DemandRecord record(World world, Course course, VirtualProcess process) {
        Path folder = process.path(World.FOLDER.toString());
        return new DemandRecord(folder, course.kept(), World.STEP, world.time());
    }

    /** Compares what is recorded with what was measured until the last cycle, after some calm. */
    static void compare(World world, Course course, Instant lastCycle) {
        VirtualProcess process = world.disk().process(Troubles.NONE);
        long step = World.STEP.toSeconds();
        long now = Math.floorDiv(lastCycle.getEpochSecond(), step);
        Instant start = Instant.ofEpochSecond((now - STEPS) * step);
        List<VmId> vms = world.vms();
        PastDemand past = record(world, course, process)
                .history(new HistoryRequest(
                        vms, ResourceSet.of(Resource.CPU, Resource.MEMORY), start, World.STEP, STEPS));
        for (VmId vm : vms) {
            TimeSeries series = past.series(vm, Resource.CPU);
            for (int i = 0; i < STEPS; i++) {
                if (!Double.isNaN(series.value(i))) {
                    world.witness().remembered(start.plus(World.STEP.multipliedBy(i)), vm, series.value(i));
                } else if (i >= STEPS - 1 - Episode.CALM_CYCLES / 2 && i < STEPS - 1 && !world.isDark()) {
                    world.witness().violated("the demand of " + vm + " is not recorded in calm");
                }
            }
        }
        process.kill();
    }
}
