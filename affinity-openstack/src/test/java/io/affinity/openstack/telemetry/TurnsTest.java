// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.VmId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final VmId A = new VmId("a");
    private static final VmId B = new VmId("b");
    private static final VmId C = new VmId("c");

    private final Turns turns = new Turns();

    @Test
    void whoWasAskedLongestAgoIsNextAndWhoNeverWasBeforeThem() {
        // This clock wraps around between the two.
        turns.asked(A, Long.MIN_VALUE + 5);
        turns.asked(B, Long.MAX_VALUE - 5);

        assertThat(turns.inOrder(Set.of(A, B, C))).containsExactly(C, B, A);
    }

    @Test
    void whoIsForgottenWasNeverAsked() {
        turns.asked(A, 1);
        turns.asked(B, 2);
        turns.keepOnly(Set.of(A));

        assertThat(turns.inOrder(Set.of(A, B))).containsExactly(B, A);
    }
}
