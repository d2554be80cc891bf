// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.spi.contract.MigratorContract;
import io.affinity.spi.contract.MigratorWorld;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.Fleet;
import java.time.Duration;

class SimulatedMigratorContractTest extends MigratorContract {

    @Override
    protected MigratorWorld world() {
        TableWorkload workload = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 288, 1);
        return new SimulatedWorld(
                new SimulatedCluster(Small.fleet(workload, Small.B).build(), workload, SimulationSettings.DEFAULT));
    }

    private record SimulatedWorld(SimulatedCluster cluster) implements MigratorWorld {

        @Override
        public Migrator migrator() {
            return cluster.migrator();
        }

        @Override
        public Fleet fleet() {
            return cluster.fleet();
        }

        @Override
        public void passTime(Duration duration) {
            cluster.pass(duration);
        }
    }
}
