package example;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.VmId;
import java.util.List;

/** The rules of this platform; the two other parts of its telemetry are simulated. */
final class FirstStays implements RuleSource {

    @Override
    public String name() {
        return "first-stays";
    }

    @Override
    public Rules rules(Inventory inventory) {
        LocationPolicy stays = LocationPolicy.Pinned.of("web-0 stays", new VmId("web-0"), new HostId("a"));
        return new Rules(List.of(stays), List.of());
    }
}
