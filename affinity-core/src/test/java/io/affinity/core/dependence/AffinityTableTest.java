// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AffinityTableTest {

    private static final Instant END = ORIGIN.plus(Duration.ofDays(1));

    private final Fleet fleet = fleet(
                    host("a", 10, 10).withFaultDomain(TopologyLevel.RACK, "r1"),
                    host("b", 10, 10).withFaultDomain(TopologyLevel.RACK, "r2"),
                    host("c", 10, 10).withFaultDomain(TopologyLevel.RACK, "r2"))
            .vm(vm("v1", 4, 1), id("a"))
            .vm(vm("v2", 4, 1), id("b"))
            .vm(vm("v3", 4, 1), id("c"))
            .build();

    private static Dependence dependence(String vm, String other, double correlation, double deviation, double others) {
        return new Dependence(
                vmId(vm), vmId(other), Resource.CPU, Duration.ZERO, correlation, 1e-6, 100, deviation, others);
    }

    private final List<Dependence> dependences = List.of(
            dependence("v1", "v2", 0.8, 1, 2), dependence("v1", "v3", -0.5, 1, 1), dependence("v1", "gone", 0.9, 1, 1));

    @Test
    void whoPeaksWithAVmRepelsItAndWhoTakesTurnsAttractsIt() {
        AffinityTable table = AffinityTable.of(fleet, dependences, TopologyLevel.HOST, END);

        assertThat(table.weight(vmId("v1"), fleet.host(id("b")), ORIGIN)).isEqualTo(-1.6, within(1e-9));
        assertThat(table.weight(vmId("v1"), fleet.host(id("c")), ORIGIN)).isEqualTo(0.5, within(1e-9));
        assertThat(table.weight(vmId("v1"), fleet.host(id("a")), ORIGIN)).isZero();
        assertThat(table.weight(vmId("v2"), fleet.host(id("a")), ORIGIN))
                .as("half as much, seen from the one with twice the deviation")
                .isEqualTo(-0.4, within(1e-9));
        AffinityWeight first = table.affinities(vmId("v1"), ORIGIN).get(0);
        assertThat(first.group()).isEqualTo("b");
        assertThat(first.reasons()).containsExactly(dependences.get(0));
        assertThat(first.validUntil()).isEqualTo(END);
    }

    @Test
    void aWiderGroupAddsUpWhoRunsThere() {
        AffinityTable table = AffinityTable.of(fleet, dependences, TopologyLevel.RACK, END);

        assertThat(table.affinities(vmId("v1"), ORIGIN)).hasSize(1);
        assertThat(table.weight(vmId("v1"), fleet.host(id("c")), ORIGIN)).isEqualTo(-1.1, within(1e-9));
    }

    @Test
    void nothingIsLeftOnceItHasExpired() {
        AffinityTable table = AffinityTable.of(fleet, dependences, TopologyLevel.HOST, END);

        assertThat(table.affinities(vmId("v1"), END.minusNanos(1))).isNotEmpty();
        assertThat(table.affinities(vmId("v1"), END)).isEmpty();
        assertThat(table.weight(vmId("v1"), fleet.host(id("b")), END)).isZero();
        assertThat(table.policies(1, 10, END)).isEmpty();
        assertThat(table.dependences(END)).isEmpty();
    }

    @Test
    void aSolverGetsSoftRulesForTheMostCertainPairs() {
        AffinityTable table = AffinityTable.of(fleet, dependences, TopologyLevel.HOST, END);

        List<LocationPolicy> policies = table.policies(0.2, 10, ORIGIN);

        assertThat(policies).hasSize(2);
        assertThat(policies.get(0)).isInstanceOf(LocationPolicy.AntiAffinity.class);
        assertThat(policies.get(0).strength()).isEqualTo(Strength.soft(0.2 * 0.8));
        assertThat(policies.get(1)).isInstanceOf(LocationPolicy.Affinity.class);
        assertThat(table.policies(0.2, 1, ORIGIN)).hasSize(1);
        assertThat(fleet.withPolicies(policies).policies()).hasSize(2);
    }
}
