package example;

import io.affinity.spi.contract.RuleSourceContract;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.RuleSource;

class PlatformRulesContractTest extends RuleSourceContract {

    private final InMemoryPlatform platform = Cluster.crowded();

    @Override
    protected RuleSource source() {
        return new PlatformTelemetry(platform);
    }

    @Override
    protected Inventory inventory(RuleSource source) {
        return new PlatformTelemetry(platform).inventory();
    }
}
