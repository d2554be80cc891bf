package example;

import io.affinity.spi.contract.DemandSourceContract;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import java.time.Duration;

class PlatformDemandContractTest extends DemandSourceContract {

    private final InMemoryPlatform platform = Cluster.crowded();

    @Override
    protected DemandSource source() {
        return new PlatformTelemetry(platform);
    }

    @Override
    protected Inventory inventory(DemandSource source) {
        return new PlatformTelemetry(platform).inventory();
    }

    @Override
    protected void passTime(DemandSource source) {
        platform.pass(Duration.ofMinutes(1));
    }
}
