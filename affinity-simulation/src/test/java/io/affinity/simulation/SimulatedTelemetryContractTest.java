// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.simulation.workload.DemandPattern;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.contract.DemandSourceContract;
import io.affinity.spi.contract.InventorySourceContract;
import io.affinity.spi.contract.RuleSourceContract;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;

class SimulatedTelemetryContractTest {

    private static final List<Fault> DEAD_HOST = List.of(new Fault.HostCrash(Small.A, Small.START, Duration.ofDays(1)));

    private static SimulatedCluster cluster(List<Fault> faults) {
        Workload workload = GeneratedWorkload.builder(Small.START, 288)
                .history(50)
                .group(
                        "some",
                        DemandProfile.of(new DemandPattern.Level(0.3), new DemandPattern.Noise(0.3)),
                        List.of(Small.vm(Small.V1), Small.vm(Small.V2)))
                .build();
        return new SimulatedCluster(
                Small.fleet(workload, Small.A, Small.B)
                        .policy(new LocationPolicy.Pinned(
                                "v1 stays", Strength.hard(), Scope.CONTINUOUS, Small.V1, Small.A))
                        .build(),
                workload,
                SimulationSettings.builder().faults(faults).build());
    }

    @Nested
    class InventoryOfAHealthyCluster extends InventoryContract {
        InventoryOfAHealthyCluster() {
            super(cluster(List.of()));
        }
    }

    @Nested
    class InventoryOfAClusterWithADeadHost extends InventoryContract {
        InventoryOfAClusterWithADeadHost() {
            super(cluster(DEAD_HOST));
        }
    }

    @Nested
    class RulesOfACluster extends RuleSourceContract {

        private final SimulatedCluster cluster = cluster(List.of());

        @Override
        protected RuleSource source() {
            return cluster.rules();
        }

        @Override
        protected Inventory inventory(RuleSource source) {
            return cluster.inventory().inventory();
        }
    }

    @Nested
    class DemandOfAHealthyCluster extends DemandContract {
        DemandOfAHealthyCluster() {
            super(cluster(List.of()));
        }
    }

    /** Demand is missing then. */
    @Nested
    class DemandOfAClusterWithADeadHost extends DemandContract {
        DemandOfAClusterWithADeadHost() {
            super(cluster(DEAD_HOST));
        }
    }

    abstract static class InventoryContract extends InventorySourceContract {

        private final SimulatedCluster cluster;

        InventoryContract(SimulatedCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        protected InventorySource source() {
            return cluster.inventory();
        }

        @Override
        protected void passTime(InventorySource source) {
            cluster.pass(Small.STEP);
        }
    }

    abstract static class DemandContract extends DemandSourceContract {

        private final SimulatedCluster cluster;

        DemandContract(SimulatedCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        protected DemandSource source() {
            return cluster.demand();
        }

        @Override
        protected Inventory inventory(DemandSource source) {
            return cluster.inventory().inventory();
        }

        @Override
        protected void passTime(DemandSource source) {
            cluster.pass(Small.STEP);
        }
    }
}
