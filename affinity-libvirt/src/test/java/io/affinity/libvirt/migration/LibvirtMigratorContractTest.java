// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.contract.MigratorContract;
import io.affinity.spi.contract.MigratorWorld;

@OnLab
class LibvirtMigratorContractTest extends MigratorContract {

    @Override
    protected MigratorWorld world() {
        return LabWorld.ordinary();
    }

    @Override
    protected void close(MigratorWorld used) {
        ((LabWorld) used).close();
    }
}
