// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationValuesTest {

    private static final VmId V = new VmId("v");
    private static final HostId A = new HostId("a");
    private static final HostId B = new HostId("b");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void rejectAMigrationToWhereTheVmIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Migration(V, A, A))
                .withMessage("The target (a) of the migration of VM v must not be its source.");
    }

    @Test
    void placeAVmOnlyWhereOneHostRunsItAndAllAnswer() {
        assertThat(new ActualState(V, Set.of(A), Set.of(), Set.of()).isOnlyOn(A))
                .isTrue();
        assertThat(new ActualState(V, Set.of(A), Set.of(B), Set.of()).isOnlyOn(A))
                .as("held, not run, by another")
                .isTrue();
        assertThat(new ActualState(V, Set.of(A), Set.of(), Set.of()).isOnlyOn(B))
                .isFalse();
        assertThat(new ActualState(V, Set.of(A, B), Set.of(), Set.of()).isOnlyOn(A))
                .isFalse();
        assertThat(new ActualState(V, Set.of(), Set.of(A), Set.of()).isOnlyOn(A))
                .isFalse();
        assertThat(new ActualState(V, Set.of(A), Set.of(), Set.of(B)).isOnlyOn(A))
                .as("it might run on the silent host as well")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void rejectConditionsOutOfRange(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MigrationConditions(value, 0, 1, SECOND))
                .withMessageContainingAll("memory in bytes", "(" + value + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MigrationConditions(0, value, 1, SECOND))
                .withMessageContainingAll("dirty rate in bytes per second", "(" + value + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MigrationConditions(0, 0, value, SECOND))
                .withMessageContainingAll("bandwidth in bytes per second", "(" + value + ")");
    }

    @Test
    void rejectConditionsWithoutBandwidthOrWithNegativeDowntime() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MigrationConditions(0, 0, 0, SECOND));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MigrationConditions(0, 0, 1, SECOND.negated()))
                .withMessage("The maximum downtime (PT-1S) must not be negative.");
    }

    @Test
    void rejectLimitsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(0, 1, SECOND))
                .withMessage("The numbers of concurrent migrations (0, 1 a host) must be at least 1.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(1, 0, SECOND))
                .withMessage("The bandwidth of a migration (0.0 bytes/s) must be finite and greater than zero.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(1, 1, Duration.ZERO))
                .withMessage(
                        "The maximum downtime (PT1S) must not be negative, and the timeout (PT0S) must be positive.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(1, 1, Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageEndingWith("must be at most 365 days.");
    }

    @Test
    void makeAnEmptyPlanThatIsEmpty() {
        assertThat(MigrationPlan.empty(Instant.EPOCH).isEmpty()).isTrue();
    }

    @Test
    void exceptionsTellHowFarAMigratorMayGoWithSingleVms() {
        MigrationLimits limits = new MigrationLimits(
                1, 1, 1, SECOND, SECOND, Escalation.NONE, Map.of(new VmId("db"), Escalation.POST_COPY), Map.of());

        Vm db = Vm.of("db", 1, 1);
        Vm web = Vm.of("web", 1, 1);
        assertThat(limits.escalation(db)).isEqualTo(Escalation.POST_COPY);
        assertThat(limits.escalation(web)).isEqualTo(Escalation.NONE);
        assertThat(limits.escalation(web.withName("db"))).isEqualTo(Escalation.POST_COPY);
    }

    @Test
    void anExceptionForAUuidIsForNobodyWhoIsOnlyNamedSo() {
        String uuid = "0AD8BA0C-1e0b-4e27-9b17-2f0f0f5f0001";
        MigrationLimits limits = new MigrationLimits(
                1, 1, 1, SECOND, SECOND, Escalation.NONE, Map.of(new VmId(uuid), Escalation.POST_COPY), Map.of());

        assertThat(limits.escalation(Vm.of("other", 1, 1).withName(uuid))).isEqualTo(Escalation.NONE);
        assertThat(limits.escalation(Vm.of(uuid.toLowerCase(Locale.ROOT), 1, 1).withName("db")))
                .isEqualTo(Escalation.POST_COPY);
    }

    @Test
    void whatIsSaidOfAnIdComesBeforeWhatIsSaidOfAName() {
        MigrationLimits limits = new MigrationLimits(
                1,
                1,
                1,
                SECOND,
                SECOND,
                Escalation.POST_COPY,
                Map.of(new VmId("db"), Escalation.NONE, new VmId("1"), Escalation.THROTTLE),
                Map.of());

        assertThat(limits.escalation(Vm.of("1", 1, 1).withName("db"))).isEqualTo(Escalation.THROTTLE);
        assertThat(limits.escalation(Vm.of("2", 1, 1).withName("db"))).isEqualTo(Escalation.NONE);
    }

    @Test
    void aLinkWithoutBandwidthIsNoLink() {
        for (double bytes : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MigrationLimits.builder()
                            .linkBytesPerSecond(Map.of(TopologyLevel.RACK, bytes))
                            .build())
                    .withMessageContaining("link at level rack (" + bytes);
        }
    }

    private static MigrationLimits limits(int maxConcurrent, double bandwidth, Duration timeout) {
        return new MigrationLimits(maxConcurrent, 1, bandwidth, SECOND, timeout, Escalation.NONE, Map.of(), Map.of());
    }
}
