// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyTest {

    private static final Topology TOPOLOGY = Topology.HOST_RACK_ZONE;

    @Test
    void countsLevelsUntilTwoHostsShareADomain() {
        Host one = host("h1", "r1", "z1");

        assertThat(TOPOLOGY.distance(one, one)).isZero();
        assertThat(TOPOLOGY.distance(one, host("h2", "r1", "z1"))).isEqualTo(1);
        assertThat(TOPOLOGY.distance(one, host("h3", "r2", "z1"))).isEqualTo(2);
        assertThat(TOPOLOGY.distance(one, host("h4", "r3", "z2"))).isEqualTo(3);
    }

    @Test
    void isTheSameInBothDirections() {
        Host one = host("h1", "r1", "z1");
        Host other = host("h3", "r2", "z1");

        assertThat(TOPOLOGY.distance(other, one)).isEqualTo(TOPOLOGY.distance(one, other));
    }

    @Test
    void takesHostsOfUnknownDomainsToBeAsFarApartAsCanBe() {
        Host one = Host.of(new HostId("h1"), capacity());
        Host other = Host.of(new HostId("h2"), capacity());

        assertThat(TOPOLOGY.distance(one, other)).isEqualTo(3);
        assertThat(Topology.FLAT.distance(one, other)).isEqualTo(1);
    }

    @Test
    void mustBeginWithTheHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topology(List.of(TopologyLevel.RACK)))
                .withMessage("The topology levels [rack] must begin with host.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Topology(List.of()));
    }

    @Test
    void mustNotRepeatALevel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topology(List.of(TopologyLevel.HOST, TopologyLevel.RACK, TopologyLevel.RACK)))
                .withMessage("The topology levels [host, rack, rack] must not repeat.");
    }

    private static Host host(String id, String rack, String zone) {
        return Host.of(new HostId(id), capacity())
                .withFaultDomain(TopologyLevel.RACK, rack)
                .withFaultDomain(TopologyLevel.ZONE, zone);
    }

    private static ResourceVector capacity() {
        return ResourceVector.of(ResourceSet.of(Resource.CPU), 8);
    }
}
