// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Note;
import io.affinity.core.Rebalancer;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.simulation.workload.DemandPattern.Bursts;
import io.affinity.simulation.workload.DemandPattern.DailyCycle;
import io.affinity.simulation.workload.DemandPattern.Level;
import io.affinity.simulation.workload.DemandPattern.Noise;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A day with a new process every hour, which has nothing but the journal, the snapshots and what was measured. */
class HourlyRestartTest {

    private static final int DAY = 288;
    private static final int HOUR = 12;

    /** Whether the process is another one from time to time. */
    private enum Life {
        UNBROKEN,
        RESTARTED_EVERY_HOUR
    }

    /** What a day was like. */
    private record Day(List<MigrationPlan> plans, List<List<Note>> notes, Placement end, int fits) {

        int migrations() {
            return plans.stream().mapToInt(plan -> plan.migrations().size()).sum();
        }
    }

    @Test
    void decidesAsWithoutRestarts() {
        Day unbroken = new World(PredictiveSettings.DEFAULT).day(Life.UNBROKEN);
        Day restarted = new World(PredictiveSettings.DEFAULT).day(Life.RESTARTED_EVERY_HOUR);

        assertThat(unbroken.migrations()).as("otherwise this shows little").isGreaterThan(20);
        assertThat(restarted.plans()).isEqualTo(unbroken.plans());
        assertThat(restarted.notes()).isEqualTo(unbroken.notes());
        assertThat(restarted.end()).isEqualTo(unbroken.end());
        assertThat(restarted.fits()).as("models were learned").isEqualTo(unbroken.fits());
    }

    @Test
    void dependencesThatWereFoundSurviveToo() {
        PredictiveSettings settings = PredictiveSettings.builder().affinity(2).build();
        Day unbroken = new World(settings).day(Life.UNBROKEN);
        Day restarted = new World(settings).day(Life.RESTARTED_EVERY_HOUR);

        assertThat(unbroken.migrations()).as("otherwise this shows little").isGreaterThan(20);
        assertThat(restarted.plans()).isEqualTo(unbroken.plans());
    }

    /** Twenty-four VMs of two kinds on six hosts, which they fill at their peaks; each may migrate thrice in twelve hours. */
    private static final class World {

        private final Workload workload = workload();
        private final SimulatedCluster cluster = new SimulatedCluster(fleet(), workload, SimulationSettings.DEFAULT);
        private final Measured demand = new Measured(cluster.demand());
        private final MemoryJournal journal = new MemoryJournal();
        private final MemorySnapshots snapshots = new MemorySnapshots();
        private final LastValue forecaster = new LastValue();
        private final PredictiveSettings settings;

        World(PredictiveSettings settings) {
            this.settings = settings;
        }

        private static Workload workload() {
            return GeneratedWorkload.builder(Small.START, DAY)
                    .seed(7)
                    .step(Small.STEP)
                    .history(DAY)
                    .group("day", profile(14), vms("day"))
                    .group("night", profile(2), vms("night"))
                    .build();
        }

        private static DemandProfile profile(double peakHour) {
            return DemandProfile.of(
                    new Level(0.15),
                    new DailyCycle(peakHour, 0.35, 3, 1),
                    new Noise(0.2),
                    new Bursts(5, 0.3, 2, Duration.ofMinutes(40)));
        }

        private static List<Vm> vms(String group) {
            return IntStream.range(0, 12)
                    .mapToObj(v -> Vm.of(new VmId(group + "-" + v), ResourceVector.of(Small.RESOURCES, 4, 16e9)))
                    .toList();
        }

        private Fleet fleet() {
            Fleet.Builder fleet = Fleet.builder(Small.START)
                    .budgets(List.of(
                            new MigrationBudget(new MigrationBudget.Subject.EachVm(), 3, Duration.ofHours(12))));
            for (int h = 0; h < 6; h++) {
                fleet.host(Host.of(new HostId("host-" + h), ResourceVector.of(Small.RESOURCES, 8, 256e9)));
            }
            for (int v = 0; v < workload.vms().size(); v++) {
                fleet.vm(workload.vms().get(v), new HostId("host-" + v / 4));
            }
            return fleet.build();
        }

        private Rebalancer process() {
            return Rebalancer.builder()
                    .telemetry(Telemetry.of(cluster.inventory(), demand, cluster.rules()))
                    .migrator(cluster.migrator())
                    .clock(cluster.clock())
                    .step(workload.step())
                    .historyWindow(Duration.ofDays(1))
                    .refitEvery(Duration.ofHours(4))
                    .mode(Mode.AUTOMATIC)
                    .journal(journal)
                    .snapshots(snapshots)
                    .settings(settings)
                    .forecaster(forecaster)
                    .build();
        }

        Day day(Life life) {
            Rebalancer process = process();
            List<MigrationPlan> plans = new ArrayList<>();
            List<List<Note>> notes = new ArrayList<>();
            for (int step = 0; step < DAY - 1; step++) {
                advance(process, workload.start().plus(workload.step().multipliedBy(step)));
                if (life == Life.RESTARTED_EVERY_HOUR && step > 0 && step % HOUR == 0) {
                    process.save();
                    process = process();
                    process.recover();
                }
                CycleReport report = process.cycle();
                Decision decision = report.decision();
                plans.add(decision == null ? MigrationPlan.empty(report.at()) : decision.plan());
                notes.add(report.notes());
            }
            return new Day(plans, notes, cluster.fleet().placement(), forecaster.fits());
        }

        private void advance(Rebalancer process, Instant to) {
            while (cluster.clock().instant().isBefore(to)) {
                Instant next = to;
                for (Instant candidate : new Instant[] {cluster.nextEvent(), process.nextStart()}) {
                    next = candidate != null && candidate.isBefore(next) ? candidate : next;
                }
                cluster.advanceTo(next);
                process.advance();
            }
        }
    }

    /** Remembers what was measured, as a monitoring system does. */
    private static final class Measured implements DemandSource {

        private final DemandSource source;
        private final Map<Instant, Demand> byTime = new HashMap<>();

        Measured(DemandSource source) {
            this.source = source;
        }

        @Override
        public String name() {
            return "measured";
        }

        @Override
        public Demand demand(Inventory inventory) {
            Demand demand = source.demand(inventory);
            byTime.put(demand.measuredAt(), demand);
            return demand;
        }

        @Override
        public PastDemand history(HistoryRequest request) {
            PastDemand before = source.history(request);
            PastDemand.Builder past = PastDemand.builder(request);
            for (VmId vm : request.vms()) {
                for (Resource resource : request.resources().resources()) {
                    double[] values = before.series(vm, resource).values();
                    for (int i = 0; i < values.length; i++) {
                        Demand then =
                                byTime.get(request.start().plus(request.step().multipliedBy(i)));
                        values[i] = then == null ? values[i] : then.of(vm, resource);
                    }
                    past.put(vm, resource, values);
                }
            }
            return past.build();
        }
    }
}
