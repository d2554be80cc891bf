// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.sources.event.KnownVms;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;

/** Tells who VMs are before anything is forecast: by the inventory and rules of the same look, of which demand is asked for last. */
final class WatchedFleet {

    private final KnownVms vms;
    private final List<LocationPolicy> policies = new ArrayList<>();

    WatchedFleet(KnownVms vms) {
        this.vms = vms;
    }

    /** {@return the telemetry of these sources, each look of which is told} */
    Telemetry telemetry(InventorySource inventory, DemandSource demand, List<RuleSource> rules) {
        return Telemetry.of(
                inventory, watching(demand), rules.stream().map(this::watching).toArray(RuleSource[]::new));
    }

    /** {@return the same rules, whose policies are noted} */
    private RuleSource watching(RuleSource source) {
        return new RuleSource() {
            @Override
            public String name() {
                return source.name();
            }

            @Override
            public Rules rules(Inventory inventory) {
                Rules rules = source.rules(inventory);
                policies.addAll(rules.policies());
                return rules;
            }
        };
    }

    /** {@return the same demand, with which the look is complete} */
    private DemandSource watching(DemandSource source) {
        return new DemandSource() {
            @Override
            public String name() {
                return source.name();
            }

            @Override
            public Demand demand(Inventory inventory) {
                vms.observe(inventory.vms(), List.copyOf(policies));
                policies.clear();
                return source.demand(inventory);
            }

            @Override
            public PastDemand history(HistoryRequest request) {
                return source.history(request);
            }
        };
    }
}
