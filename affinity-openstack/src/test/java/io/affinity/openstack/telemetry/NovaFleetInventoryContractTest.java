// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.spi.contract.InventorySourceContract;
import io.affinity.spi.inventory.InventorySource;
import org.junit.jupiter.api.BeforeAll;

@OnOpenStack
class NovaFleetInventoryContractTest extends InventorySourceContract {

    @BeforeAll
    static void oneServer() {
        OpenStackLab.running().server("node1", "web");
    }

    @Override
    protected InventorySource source() {
        return LabFleet.of(OpenStackLab.running());
    }
}
