// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.spi.contract.RuleSourceContract;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.RuleSource;
import org.junit.jupiter.api.BeforeAll;

@OnOpenStack
class NovaFleetRulesContractTest extends RuleSourceContract {

    @BeforeAll
    static void twoServersOfWhichOneStays() {
        OpenStackLab.running().server("node1", "web");
        OpenStackLab.running().server("node2", "db", "--metadata", "affinity:migrate=never");
    }

    @Override
    protected RuleSource source() {
        return LabFleet.of(OpenStackLab.running());
    }

    @Override
    protected Inventory inventory(RuleSource source) {
        return ((NovaFleet) source).inventory();
    }
}
