// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.spi.contract.DemandSourceContract;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import org.junit.jupiter.api.BeforeAll;

@OnOpenStack
class NovaFleetDemandContractTest extends DemandSourceContract {

    @BeforeAll
    static void oneServer() {
        OpenStackLab.running().server("node1", "web");
    }

    @Override
    protected DemandSource source() {
        return LabFleet.of(OpenStackLab.running());
    }

    @Override
    protected Inventory inventory(DemandSource source) {
        return ((NovaFleet) source).inventory();
    }
}
