package example;

import io.affinity.spi.contract.InventorySourceContract;
import io.affinity.spi.inventory.InventorySource;
import java.time.Duration;

class PlatformInventoryContractTest extends InventorySourceContract {

    private final InMemoryPlatform platform = Cluster.crowded();

    @Override
    protected InventorySource source() {
        return new PlatformTelemetry(platform);
    }

    @Override
    protected void passTime(InventorySource source) {
        platform.pass(Duration.ofMinutes(1));
    }
}
