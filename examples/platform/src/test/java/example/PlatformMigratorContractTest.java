package example;

import io.affinity.spi.contract.MigratorContract;
import io.affinity.spi.contract.MigratorWorld;

class PlatformMigratorContractTest extends MigratorContract {

    @Override
    protected MigratorWorld world() {
        return new PlatformWorld();
    }
}
