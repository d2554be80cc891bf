// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HostBreakerTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private final HostBreaker breaker = new HostBreaker();

    private static Instant hours(int hours) {
        return START.plus(Duration.ofHours(hours));
    }

    @Test
    void threeInARowOpenIt() {
        breaker.failed(hours(0));
        breaker.failed(hours(10));
        assertThat(breaker.closedUntil(hours(10))).isNull();

        breaker.failed(hours(23));

        assertThat(breaker.closedUntil(hours(23))).isEqualTo(hours(23).plus(Breaker.REST));
    }

    /** A host where little happens must not be closed for three failures of three months. */
    @Test
    void failuresThatAreOlderThanADayDoNotCount() {
        for (int day = 0; day < 30; day++) {
            breaker.failed(hours(13 * day));
            assertThat(breaker.closedUntil(hours(13 * day))).isNull();
        }
    }

    @Test
    void aProbeThatFailsKeepsItOpenForAsLongAsProbesGoOn() {
        for (int i = 0; i < 3; i++) {
            breaker.failed(hours(0));
        }
        for (int hour = 1; hour < 60; hour++) {
            assertThat(breaker.closedUntil(hours(hour))).isNull();
            breaker.started("probe " + hour, hours(hour));
            breaker.failed(hours(hour));
            assertThat(breaker.closedUntil(hours(hour))).isNotNull();
        }
    }

    @Test
    void oneThatWasOpenForADayWithoutAFailureIsAsNew() {
        for (int i = 0; i < 3; i++) {
            breaker.failed(hours(0));
        }

        breaker.started("first", hours(25));
        assertThat(breaker.closedUntil(hours(25))).as("it is no probe").isNull();
        breaker.failed(hours(25));

        assertThat(breaker.closedUntil(hours(25))).isNull();
    }

    @Test
    void whatSucceedsEndsTheRow() {
        breaker.failed(hours(0));
        breaker.failed(hours(0));
        breaker.succeeded("one");
        breaker.failed(hours(1));

        assertThat(breaker.closedUntil(hours(1))).isNull();
    }
}
