// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptsTest {

    @Test
    void aFailureIsForgottenADayLater() {
        Attempts attempts = new Attempts();
        attempts.failed(ORIGIN);

        assertThat(attempts.isForgotten(ORIGIN.plus(Attempts.MEMORY).minusSeconds(1)))
                .isFalse();
        assertThat(attempts.isForgotten(ORIGIN.plus(Attempts.MEMORY))).isTrue();
    }
}
