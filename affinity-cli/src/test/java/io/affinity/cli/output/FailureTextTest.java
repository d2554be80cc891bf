// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTextTest {

    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");
    private static final Migration MIGRATION = new Migration(new VmId("web"), H1, H2);

    @Test
    void makesSentencesOfFigures() {
        assertThat(FailureText.of(new MigrationFailure.Requested())).isEqualTo("Aborted on request.");
        assertThat(FailureText.of(new MigrationFailure.TimedOut(Duration.ofSeconds(4))))
                .isEqualTo("Not done within PT4S.");
        assertThat(FailureText.of(new MigrationFailure.Stalled(Duration.ofSeconds(3), 17e6)))
                .isEqualTo("Nothing was sent for PT3S, after 17000000 bytes.");
        assertThat(FailureText.of(
                        new MigrationFailure.NotConverging(3, Duration.ofMillis(700), Duration.ofMillis(300), true)))
                .isEqualTo(
                        "The VM writes its memory faster than it is copied: in round 3 a switchover would still take 700"
                                + " ms, and 300 ms are allowed. It is slowed down as far as possible already.");
        assertThat(FailureText.of(new MigrationFailure.Unending(new MigrationFailure.Requested())))
                .isEqualTo("The daemons do not end the migration, though they were told to: Aborted on request.");
        assertThat(FailureText.of(new MigrationFailure.Returned(new MigrationFailure.Unreachable(H2, ""))))
                .isEqualTo("Outcome unknown, and the VM was found on the source. Host h2 does not answer.");
        assertThat(FailureText.of(new MigrationFailure.Defect("a bug")))
                .isEqualTo("The migration is no longer looked after because of a bug.");
    }

    @Test
    void leavesTheWordsOfTheDriverAsTheyAre() {
        assertThat(FailureText.of(new MigrationFailure.Refused(List.of(
                        new Refusal(FailureCause.NO_ROOM, "It is full."),
                        new Refusal(FailureCause.STORAGE, "And slow.")))))
                .isEqualTo("It is full. And slow.");
        assertThat(FailureText.of(new MigrationFailure.DriverError(FailureCause.OTHER, "libvirt says: no.")))
                .isEqualTo("libvirt says: no.");
        assertThat(FailureText.of(new MigrationFailure.Unreachable(H2, "Gone.")))
                .isEqualTo("Gone.");
    }

    @ParameterizedTest
    @EnumSource
    void hasWordsForEachKindOfDoubt(Doubt.Kind kind) {
        assertThat(DoubtText.of(List.of(new Doubt(kind, Set.of(H2), "As seen.")), MIGRATION))
                .isNotBlank()
                .endsWith(".");
    }

    @Test
    void namesTheHostsOfADoubt() {
        assertThat(DoubtText.of(
                        List.of(
                                new Doubt(Doubt.Kind.DEFINITION_LEFT, Set.of(H1), "state 5"),
                                new Doubt(Doubt.Kind.HOSTS_SILENT, Set.of(H1, H2), ""),
                                Doubt.of(Doubt.Kind.NO_PACKET, H2)),
                        MIGRATION))
                .isEqualTo(
                        "A definition of the VM is left on h1 (state 5). These hosts do not answer: [h1, h2]. The VM has"
                                + " sent no packet on h2 yet: the network may still look for it on h1.");
    }
}
