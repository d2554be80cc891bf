// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.fixture.ScriptedTelemetry;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import org.junit.jupiter.api.Test;

/** How the loop finds out what VMs demanded before it saw them. */
class MonitorTest {

    private final LoopScene scene = new LoopScene();
    private final ScriptedTelemetry telemetry = scene.telemetry;
    private final Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();

    private CycleReport cycle() {
        CycleReport report = scene.cycle(rebalancer, "a", 6);
        scene.clock.pass(STEP);
        return report;
    }

    private void closeTheArchive() {
        telemetry.distort(past -> {
            throw new TelemetryException("the archive is closed");
        });
    }

    @Test
    void thePastOfAllNewVmsIsAskedForInOneCall() {
        cycle();
        cycle();

        assertThat(telemetry.asked())
                .singleElement()
                .satisfies(request -> assertThat(request.vms()).containsExactly(vmId("v1"), vmId("v2")));
    }

    @Test
    void aStepIsTakenWithoutAPastThatCannotBeAskedFor() {
        closeTheArchive();

        CycleReport report = cycle();

        assertThat(report.decision()).isNotNull();
        assertThat(report.notes()).containsExactly(new Note.PastUnknown(2, "the archive is closed", false));
    }

    @Test
    void aPastThatCouldNotBeAskedForIsAskedForAgain() {
        closeTheArchive();
        cycle();
        telemetry.distort(past -> past);

        assertThat(cycle().notes()).isEmpty();
        cycle();

        assertThat(telemetry.asked())
                .hasSize(2)
                .extracting(HistoryRequest::vms)
                .allSatisfy(vms -> assertThat(vms).hasSize(2));
        assertThat(telemetry.asked().get(1).start())
                .isEqualTo(telemetry.asked().get(0).start().plus(STEP));
    }

    @Test
    void itIsNotAskedForAgainForever() {
        closeTheArchive();
        for (int i = 1; i < Monitor.MOST_TRIES; i++) {
            assertThat(cycle().notes()).noneMatch(MonitorTest::isGivenUp);
        }

        assertThat(cycle().notes()).anyMatch(MonitorTest::isGivenUp);
        assertThat(cycle().notes()).isEmpty();
        assertThat(telemetry.asked()).hasSize(Monitor.MOST_TRIES);
    }

    @Test
    void aSourceOfThePastThatBreaksIsOneThatDoesNotKnow() {
        telemetry.distort(past -> {
            throw new IllegalStateException("a defect");
        });

        CycleReport report = scene.cycle(rebalancer, "a", 6);

        assertThat(report.decision()).isNotNull();
        assertThat(report.notes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Note.PastUnknown.class,
                        note -> assertThat(note.detail()).contains("a defect"));
    }

    @Test
    void aFleetThatCountsOtherResourcesThanBeforeIsNotTakenForTheSame() {
        cycle();
        Fleet before = scene.fleet("a");
        ResourceSet more = ResourceSet.of(Resource.CPU, Resource.MEMORY, Resource.NETWORK);
        Fleet after = Fleet.builder(before.observedAt())
                .host(Host.of(id("a"), ResourceVector.of(more, 8, 64, 1e9)))
                .vm(Vm.of(vmId("v1"), ResourceVector.of(more, 8, 4, 0)), id("a"))
                .build();
        telemetry.say(after, 6, 1);

        CycleReport report = rebalancer.cycle();

        assertThat(report.decision()).isNull();
        assertThat(report.notes())
                .containsExactly(
                        new Note.NoTelemetry(
                                "The resources of the fleet were [cpu, memory] and are [cpu, memory,"
                                        + " network] now; nothing is decided until they are as before, or the loop is started anew."));
        scene.clock.pass(STEP);
        assertThat(cycle().decision()).as("once they are as before").isNotNull();
    }

    private static boolean isGivenUp(Note note) {
        return note instanceof Note.PastUnknown past && past.isGivenUp();
    }
}
