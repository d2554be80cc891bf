// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.TypedParameters;
import io.affinity.libvirt.settings.MemoryMeasure;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryDemandTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

    @Test
    void isWhatTheGuestCannotGiveBack() {
        assertThat(guestUsed(Map.of(
                        "balloon.current",
                        1000L,
                        "balloon.usable",
                        600L,
                        "balloon.unused",
                        300L,
                        "balloon.rss",
                        950L,
                        "balloon.last-update",
                        999_900L)))
                .isEqualTo(400 * 1024.0);
    }

    @Test
    void isWhatIsNotUnusedIfTheGuestTellsNoMore() {
        assertThat(guestUsed(Map.of(
                        "balloon.current",
                        1000L,
                        "balloon.unused",
                        300L,
                        "balloon.rss",
                        950L,
                        "balloon.last-update",
                        999_900L)))
                .isEqualTo(700 * 1024.0);
    }

    @Test
    void isWhatTheHostGaveIfTheGuestTellsNothingOrLongAgo() {
        assertThat(guestUsed(Map.of("balloon.current", 1000L, "balloon.rss", 950L)))
                .isEqualTo(950 * 1024.0);
        assertThat(guestUsed(Map.of(
                        "balloon.current",
                        1000L,
                        "balloon.usable",
                        600L,
                        "balloon.rss",
                        950L,
                        "balloon.last-update",
                        999_000L)))
                .isEqualTo(950 * 1024.0);
    }

    @Test
    void leavesOutWhatTheHypervisorItselfNeeds() {
        assertThat(guestUsed(Map.of("balloon.current", 1000L, "balloon.rss", 1300L)))
                .isEqualTo(1000 * 1024.0);
    }

    @Test
    void isMissingIfNothingWasReported() {
        assertThat(guestUsed(Map.of())).isNaN();
        assertThat(guestUsed(Map.of("balloon.current", 1000L))).isNaN();
    }

    @Test
    void leavesOutHugePagesWhichAreNeverShared() {
        Map<String, Long> values = Map.of(
                "balloon.current", 1000L, "balloon.usable", 100L, "balloon.rss", 300L, "balloon.last-update", 999_900L);

        assertThat(demand(values, 400)).isEqualTo(300 * 1024.0);
        assertThat(demand(values, 900)).isEqualTo(100 * 1024.0);
        assertThat(demand(values, 1000)).isZero();
    }

    private static double guestUsed(Map<String, Long> values) {
        return demand(values, 0);
    }

    private static double demand(Map<String, Long> values, long hugeKibibytes) {
        return MemoryDemand.bytes(TypedParameters.of(values), hugeKibibytes * 1024, MemoryMeasure.GUEST_USED, NOW);
    }
}
