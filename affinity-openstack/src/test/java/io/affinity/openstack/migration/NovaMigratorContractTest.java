// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.spi.contract.MigratorContract;
import io.affinity.spi.contract.MigratorWorld;

@OnOpenStack
class NovaMigratorContractTest extends MigratorContract {

    @Override
    protected MigratorWorld world() {
        return OpenStackWorld.ordinary();
    }
}
