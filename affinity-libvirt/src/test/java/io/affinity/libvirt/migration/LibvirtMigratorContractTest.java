package io.affinity.libvirt.migration;

import io.affinity.spi.contract.MigratorContract;
import io.affinity.spi.contract.MigratorWorld;
import org.junit.jupiter.api.Tag;

@Tag("lab")
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
