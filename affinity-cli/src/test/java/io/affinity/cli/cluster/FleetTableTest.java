// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.CycleReport;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Vm;
import io.affinity.spi.telemetry.Observation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hundred hosts, of which h99 has the most to do, h0 nothing, and h50 does not answer. */
class FleetTableTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final int HOSTS = 100;

    private static ClusterView longFleet() {
        Fleet.Builder fleet = Fleet.builder(AT);
        double[] demand = new double[2 * HOSTS];
        for (int i = 0; i < HOSTS; i++) {
            Host host = Host.of("h" + i, 10, 100);
            fleet.host(i == 50 ? host.withState(HostState.UNAVAILABLE) : host);
            fleet.vm(Vm.of("vm-" + i, 1, 1), new HostId("h" + i));
            demand[2 * i] = i / 10.0;
        }
        Observation seen = Observation.of(fleet.build(), demand);
        return new ClusterView(
                new CycleReport(AT, seen.fleet(), null, null, null, List.of(), List.of(), List.of()), seen);
    }

    @Test
    void ofManyHostsTheWorstAreShownAndTheOthersSummedUp() {
        List<String> lines = FleetTable.hosts(longFleet(), FleetTable.Length.SHORT);

        assertThat(lines).hasSize(12);
        assertThat(lines.get(1)).startsWith("h50   unavailable");
        assertThat(lines.get(2)).startsWith("h99   available");
        assertThat(lines.get(11)).isEqualTo("and 90 hosts more, CPU 0 % to 90 % (--all shows them)");
        assertThat(FleetTable.hosts(longFleet(), FleetTable.Length.ALL)).hasSize(101);
    }

    @Test
    void ofManyVmsThoseThatDemandTheMostAreShown() {
        List<String> lines = FleetTable.vms(longFleet(), FleetTable.Length.SHORT);

        assertThat(lines).hasSize(12);
        assertThat(lines.get(1)).startsWith("vm-99  h99   9.90 cores");
        assertThat(lines.get(11)).isEqualTo("and 90 VMs more that demand less CPU (--all shows them)");
        assertThat(FleetTable.vms(longFleet(), FleetTable.Length.ALL)).hasSize(101);
    }

    @Test
    void aLineOfTheLoopNamesTheBusiestOnly() {
        assertThat(ClusterText.line(longFleet()))
                .isEqualTo("2026-03-01T10:00:00Z  100 hosts, 100 VMs; busiest: h50 unavailable, h99 99 %, h98 98 %");
    }
}
