// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.execution.HeldBack;
import io.affinity.core.fixture.SmallFleet;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SituationTest {

    private static final VmId V = vmId("v");

    private final DemandRecorder history = new DemandRecorder(STEP, 12);
    private final Set<VmId> underWay = new HashSet<>();
    private final MigrationMemory memory = new MigrationMemory(Duration.ofDays(1), STEP);

    private Fleet observe(Instant at) {
        Fleet fleet = Fleet.builder(at)
                .hosts(fleet(host("a", 8, 64)).build().hosts())
                .vm(vm("v", 4, 8), id("a"))
                .build();
        history.record(Observation.of(fleet, new double[] {1, 1e9}));
        return fleet;
    }

    @Test
    void staysAsItWasWhenTheLoopGoesOn() {
        Situation situation = new Situation(observe(ORIGIN), history, underWay, memory.past(), HeldBack.NONE);

        underWay.add(V);
        memory.started(new Migration(V, id("a"), id("b")), ORIGIN);

        assertThat(situation.held()).isEmpty();
        assertThat(situation.past().wasMigratedTo(V, id("b"))).isFalse();
        assertThat(situation.history().latest(V, 0)).isEqualTo(1);
        assertThatThrownBy(() -> situation.held().add(V)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void takesNoVmForOneOfAHostOfWhichNothingIsKnown() {
        Host unknown = new Host(
                id("b"),
                ResourceVector.filled(SmallFleet.RESOURCES, 0),
                ResourceVector.filled(SmallFleet.RESOURCES, 1),
                ResourceVector.filled(SmallFleet.RESOURCES, 0),
                Map.of(),
                Set.of(),
                HostState.UNAVAILABLE);
        Fleet fleet = Fleet.builder(ORIGIN)
                .host(host("a", 8, 64))
                .host(unknown)
                .host(host("c", 8, 64).withState(HostState.UNAVAILABLE))
                .vm(vm("v", 4, 8), id("a"))
                .vm(vm("w", 4, 8), id("a"))
                .build();
        history.record(Observation.of(fleet, new double[] {1, 1e9, 1, 1e9}));

        Situation situation = Situation.of(
                fleet,
                history,
                List.of(new Migration(V, id("a"), id("b")), new Migration(vmId("w"), id("a"), id("c"))),
                memory,
                HeldBack.NONE);

        assertThat(situation.held()).containsExactly(V, vmId("w"));
        assertThat(situation.fleet().placement().hostOf(V)).isEqualTo(id("a"));
        assertThat(situation.fleet().placement().hostOf(vmId("w"))).isEqualTo(id("c"));
    }

    @Test
    void saysNothingOfItsHistoryOnceThereIsAnotherOne() {
        Situation situation = new Situation(observe(ORIGIN), history, underWay, memory.past(), HeldBack.NONE);

        observe(ORIGIN.plus(STEP));

        assertThatThrownBy(() -> situation.history().latest(V, 0)).isInstanceOf(IllegalStateException.class);
    }
}
