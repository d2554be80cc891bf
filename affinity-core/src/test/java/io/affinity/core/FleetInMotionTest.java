// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.GB;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.execution.Alarm;
import io.affinity.core.fixture.ScriptedMigrator;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts and VMs come and go while migrations are under way. */
class FleetInMotionTest {

    private final LoopScene scene = new LoopScene();
    private final Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    private CycleReport cycle(Fleet.Builder fleet) {
        scene.telemetry.say(fleet.build(), 6, GB);
        CycleReport report = rebalancer.cycle();
        scene.clock.pass(STEP);
        assertThat(report.notes()).noneMatch(Note.PartBroke.class::isInstance);
        assertThat(report.decision()).isNotNull();
        return report;
    }

    private Fleet.Builder whole() {
        return Fleet.builder(scene.clock.instant())
                .host(host("a", 8, 64))
                .host(host("b", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 40), id("a"));
    }

    private Fleet.Builder without(String what) {
        Fleet.Builder fleet = Fleet.builder(scene.clock.instant());
        for (String name : List.of("a", "b")) {
            if (!name.equals(what)) {
                fleet.host(host(name, 8, 64));
            }
        }
        fleet.vm(vm("v2", 8, 40), id(what.equals("a") ? "b" : "a"));
        return what.equals("v1") ? fleet : fleet.vm(vm("v1", 8, 4), id(what.equals("a") ? "b" : "a"));
    }

    @ParameterizedTest
    @CsvSource({"a", "b", "v1"})
    void whatLeavesInMidFlightComesBackOrNot(String what) {
        cycle(whole());
        assertThat(rebalancer.underWay()).hasSize(1);

        cycle(without(what));
        cycle(without(what));
        assertThat(rebalancer.underWay()).as("nobody has said that it is over").hasSize(1);
        cycle(whole());
        scene.migrator.complete("v1");
        cycle(without(what));
        cycle(whole());

        assertThat(rebalancer.underWay()).noneMatch(migration -> migration.vm().equals(vmId("v1")));
        assertThat(rebalancer.alarms()).isEmpty();
    }

    @Test
    void aVmThatPowersOffInFlightIsGoneAndNoAlarm() {
        cycle(whole());
        scene.migrator.place("v1", Set.of(), Set.of());
        scene.migrator.end(
                "v1", new MigrationOutcome.Unknown(new MigrationFailure.Unreachable(id("b"), "no answer"), ""));

        cycle(without("v1"));
        cycle(without("v1"));

        assertThat(rebalancer.underWay()).isEmpty();
        assertThat(rebalancer.alarms()).isEmpty();
        assertThat(scene.journal.open()).isEmpty();
    }

    /** A host that left without a word may have taken the VM with it, and a person has to look. */
    @Test
    void aTargetThatIsGoneForGoodLeavesAnAlarmAndALoopThatGoesOn() {
        cycle(whole());
        scene.migrator.place("v1", Set.of(), Set.of(id("b")));
        scene.migrator.end(
                "v1", new MigrationOutcome.Unknown(new MigrationFailure.Unreachable(id("b"), "no answer"), ""));

        CycleReport report = cycle(without("b"));

        assertThat(report.alarms()).singleElement().isInstanceOf(Alarm.UnknownOutcome.class);
        assertThat(cycle(without("b")).decision()).isNotNull();
        assertThat(rebalancer.resolve(vmId("v1"))).hasSize(1);
        assertThat(cycle(without("b")).alarms()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLoopGoesOnWhateverComesAndGoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Rebalancer loop = scene.builder()
                .mode(Mode.AUTOMATIC)
                .settings(PredictiveSettings.builder()
                        .cooldown(Duration.ZERO)
                        .returnBan(PredictiveSettings.DEFAULT.horizon())
                        .build())
                .build();
        Map<String, String> hostByVm = new HashMap<>();
        for (int step = 0; step < 60; step++) {
            scene.telemetry.say(random(random, hostByVm), 1 + random.nextInt(4), GB);
            CycleReport report = loop.cycle();
            assertThat(report.notes())
                    .as("step %s", step)
                    .noneMatch(Note.PartBroke.class::isInstance)
                    .noneMatch(Note.NoTelemetry.class::isInstance);
            assertThat(report.decision()).isNotNull();
            for (Migration migration : loop.underWay()) {
                end(migration, hostByVm, random);
            }
            scene.clock.pass(STEP);
        }
        assertThat(scene.migrator.started().size()).isEqualTo(intended());
    }

    private long intended() {
        return scene.journal.since(0, 10_000).stream()
                .filter(line -> line.entry().event() instanceof JournalEntry.Event.Intended)
                .count();
    }

    private void end(Migration migration, Map<String, String> hostByVm, SplittableRandom random) {
        String vm = migration.vm().value();
        int fate = random.nextInt(4);
        scene.migrator.place(vm, Set.of(id(hostByVm.getOrDefault(vm, "h0"))), Set.of());
        if (fate == 0) {
            hostByVm.put(vm, migration.target().value());
            scene.migrator.complete(vm);
        } else if (fate == 1) {
            scene.migrator.end(vm, ScriptedMigrator.FULL);
        } else if (fate == 2) {
            scene.migrator.end(
                    vm, new MigrationOutcome.Unknown(new MigrationFailure.Unreachable(migration.target(), ""), ""));
        } else {
            scene.migrator.forget(vm);
        }
    }

    private Fleet random(SplittableRandom random, Map<String, String> hostByVm) {
        Fleet.Builder fleet = Fleet.builder(scene.clock.instant());
        Set<String> present = new TreeSet<>();
        for (int h = 0; h < 5; h++) {
            if (h == 0 || random.nextInt(8) > 0) {
                HostState state = random.nextInt(10) == 0 ? HostState.DRAINING : HostState.AVAILABLE;
                fleet.host(host("h" + h, 8, 64).withState(h == 0 ? HostState.AVAILABLE : state));
                present.add("h" + h);
            }
        }
        for (int v = 0; v < 10; v++) {
            String at = hostByVm.computeIfAbsent("v" + v, vm -> "h" + random.nextInt(2));
            if (present.contains(at) && random.nextInt(8) > 0) {
                fleet.vm(vm("v" + v, 4, 4), id(at));
            }
        }
        return fleet.build();
    }
}
