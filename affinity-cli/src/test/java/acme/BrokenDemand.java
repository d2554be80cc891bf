// SPDX-License-Identifier: Apache-2.0
package acme;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;

/** Cannot be loaded. */
public final class BrokenDemand implements DemandSource {

    public BrokenDemand() {
        throw new IllegalStateException("no store");
    }

    @Override
    public String name() {
        return "broken-demand";
    }

    @Override
    public Demand demand(Inventory inventory) {
        throw new AssertionError("It cannot be loaded.");
    }
}
