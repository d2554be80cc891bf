// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.DomainState;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CopiesTest {

    private static final VmId VM = new VmId("web");
    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");
    private static final HostId H3 = new HostId("h3");

    private static DomainState running(int reason) {
        return new DomainState(DomainState.RUNNING, reason);
    }

    private static DomainState paused(int reason) {
        return new DomainState(DomainState.PAUSED, reason);
    }

    @Test
    void aDefinitionThatDoesNotRunIsNoActiveCopy() {
        Copies copies = new Copies(
                VM,
                Map.of(H1, running(1), H2, paused(DomainState.PAUSED_FOR_MIGRATION), H3, new DomainState(5, 4)),
                Set.of());

        assertThat(copies.actual().activeOn()).containsExactly(H1);
        assertThat(copies.actual().pausedOn()).containsExactly(H2);
        assertThat(copies.description())
                .isEqualTo("On h1 it is running. On h2 it is paused (for a migration). On h3 it is shut off.");
    }

    @Test
    void aVmThatIsGoneIsSaidToBeGone() {
        assertThat(new Copies(VM, Map.of(), Set.of()).description()).isEqualTo("The VM runs on none of its hosts.");
    }

    @Test
    void aVmMayBeOnAHostThatDoesNotAnswer() {
        assertThat(new Copies(VM, Map.of(), Set.of(H2)).description()).isEqualTo("Host h2 does not answer.");
    }

    @Test
    void aVmWhoseMemoryIsOnTheWayIsNotWhole() {
        assertThat(new Copies(VM, Map.of(H2, running(DomainState.RUNNING_POST_COPY)), Set.of()).isWholeOn(H2))
                .isFalse();
        assertThat(new Copies(VM, Map.of(H2, running(DomainState.RUNNING_POST_COPY_FAILED)), Set.of()).isWholeOn(H2))
                .isFalse();
        assertThat(new Copies(VM, Map.of(H2, running(2)), Set.of()).isWholeOn(H2))
                .isTrue();
        assertThat(new Copies(VM, Map.of(), Set.of()).isWholeOn(H2)).isFalse();
    }
}
