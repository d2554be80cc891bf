// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.telemetry;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.LocationPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the control loop observes through: an inventory, what its VMs demand, and the rules that hold. As thread-safe as its
 * sources are.
 *
 * <p>In each observation, the inventory is asked first, then the rules for it, then the demand. One object that is all three reads
 * its hosts when it is asked for the inventory, and answers the rest of what it read.
 */
public final class Telemetry {

    private final InventorySource inventory;
    private final DemandSource demand;
    private final List<RuleSource> rules;

    private Telemetry(InventorySource inventory, DemandSource demand, List<RuleSource> rules) {
        this.inventory = inventory;
        this.demand = demand;
        this.rules = rules;
    }

    /** {@return telemetry of one object that knows all of it} */
    public static <S extends InventorySource & DemandSource & RuleSource> Telemetry of(S source) {
        return of(source, source, source);
    }

    /**
     * {@return telemetry of these sources}
     *
     * @param rules any number; the rules of all of them hold
     */
    public static Telemetry of(InventorySource inventory, DemandSource demand, RuleSource... rules) {
        return new Telemetry(inventory, demand, List.of(rules));
    }

    /**
     * {@return the fleet and its demand now}
     *
     * @throws TelemetryException if one of the sources cannot be asked, or two policies have one name: whichever was left out,
     *     somebody relied on it
     */
    public Observation observe() {
        Inventory seen = inventory.inventory();
        Rules held = rules(seen);
        Demand measured = demand.demand(seen);
        return Observation.of(seen.with(held), measured);
    }

    private Rules rules(Inventory seen) {
        Rules all = Rules.NONE;
        Map<String, String> sourceByName = new HashMap<>();
        for (RuleSource source : rules) {
            Rules own = source.rules(seen);
            for (LocationPolicy policy : own.policies()) {
                String other = sourceByName.put(policy.name(), source.name());
                if (other != null) {
                    throw new TelemetryException("Two location policies have the name (" + policy.name()
                            + "), of the rule sources " + other + " and " + source.name() + ".");
                }
            }
            all = all.and(own);
        }
        return all;
    }

    /**
     * {@return what VMs demanded in the past, asked of the demand source in one call}
     *
     * @throws TelemetryException if that cannot be asked for now
     * @throws IllegalArgumentException if the source answers another request
     */
    public PastDemand history(HistoryRequest request) {
        PastDemand past = demand.history(request);
        if (!past.request().equals(request)) {
            throw new IllegalArgumentException("The demand source " + demand.name() + " answered (" + past.request()
                    + "), and must answer (" + request + ").");
        }
        return past;
    }
}
