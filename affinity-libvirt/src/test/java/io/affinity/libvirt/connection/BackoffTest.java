// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    void isDueAtOnceBeforeAnythingFailed() {
        assertThat(new Backoff(FIRST, LONGEST).untilDue(123)).isZero();
    }

    @Test
    void doublesUpToTheLongestWait() {
        Backoff backoff = new Backoff(FIRST, LONGEST);
        List<Long> waits = new ArrayList<>();

        for (int i = 0; i < 70; i++) {
            backoff.failed(0);
            waits.add(backoff.untilDue(0).toSeconds());
        }

        assertThat(waits.subList(0, 6)).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
        assertThat(waits.subList(6, 70)).containsOnly(10L);
    }

    @Test
    void countsDownAndIsDueWhenTheWaitIsOver() {
        Backoff backoff = new Backoff(FIRST, LONGEST);
        backoff.failed(Duration.ofSeconds(100).toNanos());

        assertThat(backoff.untilDue(Duration.ofMillis(100_400).toNanos())).isEqualTo(Duration.ofMillis(600));
        assertThat(backoff.untilDue(Duration.ofSeconds(101).toNanos())).isZero();
    }

    @Test
    void beginsAnewAfterASuccess() {
        Backoff backoff = new Backoff(FIRST, LONGEST);
        backoff.failed(0);
        backoff.failed(0);
        backoff.succeeded();

        assertThat(backoff.untilDue(0)).isZero();
        backoff.failed(0);
        assertThat(backoff.untilDue(0)).isEqualTo(FIRST);
    }
}
