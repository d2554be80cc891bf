// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.TypedParameters;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.spi.model.HostId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private static final UUID VM = new UUID(0, 1);
    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");
    private static final int[] RUNS = {1, 1};
    private static final int[] RUNS_AFTER_POST_COPY = {1, 10};
    private static final int[] SUSPENDED = {3, 1};
    private static final int[] HELD = {3, 2};
    private static final int[] HELD_AFTER_POST_COPY = {3, 12};
    private static final int[] STARTING = {3, 11};
    private static final int[] OFF = {5, 4};

    private final Map<HostId, HostReading> answered = new LinkedHashMap<>();
    private final Map<HostId, HostReading> silent = new LinkedHashMap<>();

    @Test
    void isWhereItRuns() {
        answers(H1, OFF);
        answers(H2, RUNS);

        assertSeen(H2, true, H1);
    }

    @Test
    void countsOnTheSourceUntilItIsSwitchedOver() {
        answers(H1, RUNS);
        answers(H2, HELD);

        assertSeen(H1, true, H1);
        assertSeen(H1, true, null);
    }

    @Test
    void countsOnTheTargetWhenPostCopyHasBegun() {
        answers(H1, HELD_AFTER_POST_COPY);
        answers(H2, RUNS_AFTER_POST_COPY);

        assertSeen(H2, true, H1);
    }

    @Test
    void isWhereItWasWhileItIsHeldOnBothSides() {
        answers(H1, HELD);
        answers(H2, HELD);

        assertSeen(H1, false, H1);
        assertSeen(H2, false, H2);
    }

    @Test
    void staysOnAHostThatDoesNotAnswerThoughTheTargetHoldsACopy() {
        falls(H1, RUNS);
        answers(H2, STARTING);

        assertSeen(H1, false, H1);
    }

    @Test
    void isElsewhereIfAnotherHostRunsWhatTheSilentOneHad() {
        falls(H1, RUNS);
        answers(H2, RUNS);

        assertSeen(H2, true, H1);
    }

    @Test
    void countsWhenSomebodySuspendedIt() {
        answers(H1, SUSPENDED);

        assertSeen(H1, true, null);
    }

    @Test
    void measuresNothingOfAVmThatTwoHostsClaimToRun() {
        answers(H1, RUNS);
        answers(H2, RUNS);

        assertSeen(H2, false, H2);
        assertSeen(H1, false, null);
        assertThat(seen(H1).runsTwice()).isTrue();
    }

    @Test
    void isThereTwiceThoughSomebodySuspendedOneOfTheCopies() {
        answers(H1, RUNS);
        answers(H2, SUSPENDED);

        assertSeen(H1, true, H1);
        assertThat(seen(H1).liveOn()).containsExactly(H1, H2);
    }

    @Test
    void isThereOnceWhileItMigratesAndWhereACopyIsOnlyDefined() {
        answers(H1, HELD_AFTER_POST_COPY);
        answers(H2, RUNS_AFTER_POST_COPY);
        assertThat(seen(H1).runsTwice()).isFalse();

        answers(H1, RUNS);
        answers(H2, HELD);
        assertThat(seen(H1).runsTwice()).isFalse();

        answers(H1, OFF);
        answers(H2, RUNS);
        assertThat(seen(H1).runsTwice()).isFalse();
    }

    @Test
    void isNoVmYetWhereACopyWaitsForASourceThatNobodyKnows() {
        answers(H2, STARTING);

        assertThat(Sightings.of(answered, silent, Map.of())).isEmpty();
    }

    private Sighting seen(HostId before) {
        return Sightings.of(answered, silent, before == null ? Map.of() : Map.of(VM, before))
                .get(VM);
    }

    private void assertSeen(HostId host, boolean certain, HostId before) {
        Sighting sighting = seen(before);

        assertThat(sighting.host()).isEqualTo(host);
        assertThat(sighting.isCertain()).isEqualTo(certain);
    }

    private void answers(HostId host, int[] state) {
        answered.put(host, reading(state));
    }

    private void falls(HostId host, int[] state) {
        silent.put(host, reading(state));
    }

    private static HostReading reading(int[] state) {
        TypedParameters values =
                TypedParameters.of(Map.of("state.state", (long) state[0], "state.reason", (long) state[1]));
        HostFacts facts = new HostFacts("h", "", "QEMU", 0, 0, "x86_64", "", 2, 1, List.of(), Set.of());
        return new HostReading(facts, List.of(new DomainReading(new DomainKey(VM, "web", 1), values)), List.of(), 0);
    }
}
