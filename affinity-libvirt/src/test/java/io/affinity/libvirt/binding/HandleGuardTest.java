// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.access.HostUnreachableException;
import org.junit.jupiter.api.Test;

class HandleGuardTest {

    private int released;
    private final HandleGuard guard = new HandleGuard("domain web", () -> released++);

    @Test
    void releasesAtOnceWhenNobodyUsesTheHandle() {
        guard.enter();
        guard.exit();
        assertThat(released).isZero();

        guard.close();

        assertThat(released).isEqualTo(1);
    }

    @Test
    void releasesWhenTheLastCallHasComeBack() {
        guard.enter();
        guard.enter();
        guard.close();
        guard.exit();
        assertThat(released).isZero();

        guard.exit();

        assertThat(released).isEqualTo(1);
    }

    @Test
    void releasesOnce() {
        guard.close();
        guard.close();

        assertThat(released).isEqualTo(1);
    }

    @Test
    void letsNobodyInOnceItIsClosed() {
        guard.close();

        assertThatThrownBy(guard::enter)
                .isInstanceOfSatisfying(
                        HostUnreachableException.class,
                        e -> assertThat(e.reason()).isEqualTo(HostUnreachableException.Reason.CLOSED))
                .hasMessageContaining("domain web");
    }
}
