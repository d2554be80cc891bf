// SPDX-License-Identifier: Apache-2.0
package acme;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.VmId;
import java.util.List;

/** One VM stays where it is. */
public final class BookOfRules implements RuleSource {

    @Override
    public String name() {
        return "book-of-rules";
    }

    @Override
    public Rules rules(Inventory inventory) {
        return new Rules(
                List.of(new LocationPolicy.Pinned(
                        "vm-1 stays", Strength.hard(), Scope.CONTINUOUS, new VmId("vm-1"), new HostId("listed-1"))),
                List.of());
    }
}
