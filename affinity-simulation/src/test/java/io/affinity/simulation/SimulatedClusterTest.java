// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest {

    private static final TableWorkload TWO_VMS =
            new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 12, 1).steady(Small.vm(Small.V2), 12, 1);

    private static SimulatedCluster twoVmsOnA() {
        return new SimulatedCluster(
                Small.fleet(TWO_VMS, Small.A, Small.A).build(), TWO_VMS, SimulationSettings.DEFAULT);
    }

    private static MigrationHandle start(SimulatedCluster cluster, HostId target) {
        return cluster.migrator().start(Small.request(new Migration(Small.V1, Small.A, target)));
    }

    private static MigrationOutcome outcome(MigrationHandle handle) {
        assertThat(handle.state()).isInstanceOf(MigrationState.Ended.class);
        return ((MigrationState.Ended) handle.state()).outcome();
    }

    @Test
    void timeStandsStillUntilItPasses() {
        SimulatedCluster cluster = twoVmsOnA();

        assertThat(cluster.clock().instant()).isEqualTo(Small.START);
        cluster.pass(Duration.ofSeconds(17));
        assertThat(cluster.clock().instant()).isEqualTo(Small.after(17));
    }

    @Test
    void migrationTakesTheTimeThatTheTruthSays() {
        SimulatedCluster cluster = twoVmsOnA();
        MigrationHandle handle = start(cluster, Small.B);

        cluster.pass(Small.COPYING.minusMillis(1));
        assertThat(handle.state()).isInstanceOf(MigrationState.Running.class);
        assertThat(cluster.fleet().placement().hostOf(Small.V1)).isEqualTo(Small.A);

        cluster.pass(Duration.ofMillis(1));
        assertThat(outcome(handle)).isEqualTo(new MigrationOutcome.Completed(Small.COPYING, Duration.ZERO, 62.5e9));
        assertThat(cluster.fleet().placement().hostOf(Small.V1)).isEqualTo(Small.B);
    }

    @Test
    void aSecondMigrationOfTheSameVmIsRefusedWhileTheFirstIsUnderWay() {
        SimulatedCluster cluster = twoVmsOnA();
        MigrationHandle first = start(cluster, Small.B);

        MigrationHandle second = start(cluster, Small.C);

        assertThat(outcome(second))
                .isEqualTo(new MigrationOutcome.Failed(
                        MigrationFailure.Refused.of(FailureCause.VM_BUSY, "The VM is being migrated already.")));
        cluster.pass(Small.COPYING);
        assertThat(outcome(first)).isInstanceOf(MigrationOutcome.Completed.class);
        assertThat(cluster.fleet().placement().hostOf(Small.V1)).isEqualTo(Small.B);
    }

    @Test
    void aMigrationThatDoesNotConvergeIsGivenUpAfterItsTimeout() {
        TableWorkload workload =
                new TableWorkload(Small.STEP).steady(Small.vm(Small.V1).withDirtyBytesPerSecond(1e9), 12, 1);
        SimulatedCluster cluster =
                new SimulatedCluster(Small.fleet(workload, Small.A).build(), workload, SimulationSettings.DEFAULT);
        MigrationHandle handle = start(cluster, Small.B);

        cluster.pass(Duration.ofMinutes(30).minusMillis(1));
        assertThat(handle.state()).isInstanceOf(MigrationState.Running.class);
        cluster.pass(Duration.ofMillis(1));

        assertThat(outcome(handle))
                .isInstanceOfSatisfying(
                        MigrationOutcome.Aborted.class,
                        aborted -> assertThat(aborted.failure()).isInstanceOf(MigrationFailure.NotConverging.class));
        assertThat(cluster.fleet().placement().hostOf(Small.V1)).isEqualTo(Small.A);
    }

    @Test
    void manyThingsHappenInOrderWithinOneLongPass() {
        SimulatedCluster cluster = twoVmsOnA();
        start(cluster, Small.B);
        cluster.migrator().start(Small.request(new Migration(Small.V2, Small.A, Small.C)));

        cluster.pass(Duration.ofHours(1));

        assertThat(cluster.fleet().placement().hostOf(Small.V1)).isEqualTo(Small.B);
        assertThat(cluster.fleet().placement().hostOf(Small.V2)).isEqualTo(Small.C);
        assertThat(cluster.world().loads().isActive(0)).isFalse();
    }

    @Test
    void refusesAVmThatNoHostCanBePromised() {
        Vm giant = Vm.of(Small.V1, ResourceVector.of(Small.RESOURCES, 1, 300e9));
        TableWorkload workload = new TableWorkload(Small.STEP).steady(giant, 2, 1);
        Fleet fleet = Small.fleet(workload, Small.A).build();

        assertThatThrownBy(() -> new SimulatedCluster(fleet, workload, SimulationSettings.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The VM (v1) is promised 300,000,000,000 bytes of memory, but no host may promise more than 256,000,000,000.");
    }

    @Test
    void namesTheHardPoliciesThatContradictEachOther() {
        Fleet fleet = Small.fleet(TWO_VMS, Small.A, Small.A)
                .policy(new LocationPolicy.Affinity(
                        "together", Strength.hard(), Scope.FINAL, Set.of(Small.V1, Small.V2), TopologyLevel.HOST))
                .policy(new LocationPolicy.AntiAffinity(
                        "apart", Strength.hard(), Scope.FINAL, Set.of(Small.V1, Small.V2), TopologyLevel.HOST))
                .policy(new LocationPolicy.Pinned("innocent", Strength.hard(), Scope.FINAL, Small.V1, Small.A))
                .build();

        assertThatThrownBy(() -> new SimulatedCluster(fleet, TWO_VMS, SimulationSettings.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("together", "apart", "contradict")
                .hasMessageNotContaining("innocent");
    }

    @Test
    void acceptsContradictionsThatAreOnlyWishes() {
        Fleet fleet = Small.fleet(TWO_VMS, Small.A, Small.A)
                .policy(new LocationPolicy.Pinned("here", Strength.hard(), Scope.FINAL, Small.V1, Small.A))
                .policy(new LocationPolicy.Pinned("there", Strength.soft(1), Scope.FINAL, Small.V1, Small.B))
                .build();

        assertThat(new SimulatedCluster(fleet, TWO_VMS, SimulationSettings.DEFAULT)
                        .fleet()
                        .policies())
                .hasSize(2);
    }

    @Test
    void refusesAFleetWhoseVmsAreNotThoseOfTheWorkload() {
        Fleet other = Fleet.builder(Small.START)
                .hosts(List.of(Small.host(Small.A)))
                .vm(Small.vm(Small.V1), Small.A)
                .build();

        assertThatThrownBy(() -> new SimulatedCluster(other, TWO_VMS, SimulationSettings.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 VMs")
                .hasMessageContaining("2 VMs");
    }

    @Test
    void refusesAFleetThatHasTheVmsInAnotherOrder() {
        Fleet swapped = Fleet.builder(Small.START)
                .hosts(List.of(Small.host(Small.A)))
                .vm(Small.vm(Small.V2), Small.A)
                .vm(Small.vm(Small.V1), Small.A)
                .build();

        assertThatThrownBy(() -> new SimulatedCluster(swapped, TWO_VMS, SimulationSettings.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same order");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new SimulationSettings(
                        SimulationSettings.DEFAULT.migrationTruth(),
                        1,
                        SimulationSettings.DEFAULT.power(),
                        SimulationSettings.EmptyHosts.SLEEP,
                        SimulationSettings.IdleVms.STAY,
                        0,
                        Duration.ZERO,
                        List.of(),
                        Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.0");
        assertThatThrownBy(() -> SimulationSettings.builder()
                        .firstTick(-1)
                        .tickOffset(Duration.ZERO)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void telemetrySeesWhatVmsWantNotWhatTheyGet() {
        TableWorkload workload =
                new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 2, 3).steady(Small.vm(Small.V2), 2, 3);
        SimulatedCluster cluster = new SimulatedCluster(
                Small.fleet(workload, Small.A, Small.A).build(), workload, SimulationSettings.DEFAULT);

        assertThat(cluster.telemetry().observe().demand(0, Small.RESOURCES.indexOf(Resource.CPU)))
                .isEqualTo(3);
    }
}
