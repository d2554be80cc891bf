// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirtyRateRoundsTest {

    private static final ResourceSet CPU = ResourceSet.of(Resource.CPU);

    private final List<String> measured = new ArrayList<>();
    private final DirtyRateRounds rounds = new DirtyRateRounds(vm -> measured.add(vm.value()));

    @Test
    void measureEachVmOfAHostOnceInTwelveCycles() {
        for (int cycle = 0; cycle < 12; cycle++) {
            rounds.next(fleet(HostState.AVAILABLE, 24), Set.of());
        }

        assertThat(measured).hasSize(24).doesNotHaveDuplicates();
        rounds.next(fleet(HostState.AVAILABLE, 24), Set.of());
        assertThat(measured.subList(24, 26)).isEqualTo(measured.subList(0, 2));
    }

    @Test
    void beginWithVmsThatWereNeverMeasured() {
        rounds.next(fleet(HostState.AVAILABLE, 1), Set.of());
        rounds.next(fleet(HostState.AVAILABLE, 2), Set.of());

        assertThat(measured).containsExactly("vm-0", "vm-1");
    }

    @Test
    void leaveAloneWhatMigratesAndWhatCannotBeAsked() {
        rounds.next(fleet(HostState.AVAILABLE, 1), Set.of(new VmId("vm-0")));
        rounds.next(fleet(HostState.UNAVAILABLE, 1), Set.of());

        assertThat(measured).isEmpty();
    }

    private static Fleet fleet(HostState state, int vms) {
        HostId a = new HostId("a");
        Fleet.Builder fleet = Fleet.builder(Instant.EPOCH)
                .host(Host.of(a, ResourceVector.of(CPU, 64)).withState(state));
        for (int v = 0; v < vms; v++) {
            fleet.vm(Vm.of(new VmId("vm-" + v), ResourceVector.of(CPU, 1)), a);
        }
        return fleet.build();
    }
}
