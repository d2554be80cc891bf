// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.inventory;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The hosts and VMs of a cluster at one instant, and which VM runs where: a {@link Fleet} of which no rules are known yet.
 * Immutable and thread-safe. Only VMs that run are part of it, so every VM has a host.
 */
public final class Inventory {

    private final Fleet withoutRules;
    private final Map<VmId, String> dormant;

    private Inventory(Fleet withoutRules, Map<VmId, String> dormant) {
        this.withoutRules = withoutRules;
        this.dormant = Collections.unmodifiableMap(new TreeMap<>(dormant));
    }

    /** Starts an inventory as it was seen at {@code observedAt}. */
    public static Builder builder(Instant observedAt) {
        return new Builder(observedAt);
    }

    /** {@return the hosts and VMs of a fleet, without its rules} */
    public static Inventory of(Fleet fleet) {
        return new Inventory(fleet.withRules(List.of(), List.of()).withHolds(List.of()), Map.of());
    }

    public Instant observedAt() {
        return withoutRules.observedAt();
    }

    public ResourceSet resources() {
        return withoutRules.resources();
    }

    public Topology topology() {
        return withoutRules.topology();
    }

    /** {@return the hosts, at least one} */
    public List<Host> hosts() {
        return withoutRules.hosts();
    }

    public List<Vm> vms() {
        return withoutRules.vms();
    }

    public Placement placement() {
        return withoutRules.placement();
    }

    /**
     * {@return the names of VMs that exist and do not run, by id, as far as that is known: no part of the fleet, but a rule that names
     * one is no mistake}
     */
    public Map<VmId, String> dormant() {
        return dormant;
    }

    /** {@return which VMs a name means, those that do not run included} */
    public VmNames names() {
        Map<VmId, String> names = new HashMap<>(dormant);
        vms().forEach(vm -> names.put(vm.id(), vm.name()));
        return VmNames.of(names);
    }

    public boolean contains(VmId vm) {
        return withoutRules.contains(vm);
    }

    /**
     * {@return the VM with this id}
     *
     * @throws IllegalArgumentException if there is none
     */
    public Vm vm(VmId id) {
        return withoutRules.vm(id);
    }

    /**
     * {@return a copy in which each host is what this makes of it, such as one that is to be emptied}
     *
     * @throws IllegalArgumentException if a host is given another id or other resources
     */
    public Inventory withHosts(UnaryOperator<Host> change) {
        return with(change, UnaryOperator.identity());
    }

    /**
     * {@return a copy in which each VM is what this makes of it, such as one of another priority}
     *
     * @throws IllegalArgumentException if a VM is given another id or other resources
     */
    public Inventory withVms(UnaryOperator<Vm> change) {
        return with(UnaryOperator.identity(), change);
    }

    private Inventory with(UnaryOperator<Host> hostChange, UnaryOperator<Vm> vmChange) {
        Builder changed = builder(observedAt()).topology(topology());
        for (Host host : hosts()) {
            Host now = hostChange.apply(host);
            requireSame("host", host.id(), now.id());
            changed.host(now);
        }
        for (Vm vm : vms()) {
            Vm now = vmChange.apply(vm);
            requireSame("VM", vm.id(), now.id());
            changed.vm(now, placement().hostOf(vm.id()));
        }
        dormant.forEach(changed::dormant);
        withoutRules.holds().forEach(changed::hold);
        return changed.build();
    }

    private static void requireSame(String kind, Object before, Object now) {
        if (!before.equals(now)) {
            throw new IllegalArgumentException(
                    "The " + kind + " (" + before + ") must keep its id, and must not become (" + now + ").");
        }
    }

    /**
     * {@return the fleet that this and its rules are: VMs that are held are pinned where they are, by a hard policy each}
     *
     * @throws IllegalArgumentException if two policies have one name
     */
    public Fleet with(Rules rules) {
        Rules all = new Rules(List.of(), List.of(), withoutRules.holds()).and(rules);
        return withoutRules
                .withRules(HeldVms.pinned(all, withoutRules), all.budgets())
                .withHolds(all.holds());
    }

    /** Collects the parts of an inventory; not thread-safe. */
    public static final class Builder {

        private final Fleet.Builder fleet;
        private final Map<VmId, String> dormant = new HashMap<>();

        private Builder(Instant observedAt) {
            this.fleet = Fleet.builder(observedAt);
        }

        /** The levels of fault domains; hosts only, unless it is called. */
        public Builder topology(Topology topology) {
            fleet.topology(topology);
            return this;
        }

        public Builder host(Host host) {
            fleet.host(host);
            return this;
        }

        /** Adds a VM that runs on {@code host}. */
        public Builder vm(Vm vm, HostId host) {
            fleet.vm(vm, host);
            return this;
        }

        /** Adds a VM that exists and does not run; of no effect if one of this id does. */
        public Builder dormant(VmId vm, String name) {
            dormant.put(vm, name);
            return this;
        }

        /** Has VMs stay where they are, whatever rules say. */
        public Builder hold(Hold hold) {
            fleet.holds(List.of(hold));
            return this;
        }

        /**
         * Checks that the parts fit together.
         *
         * @throws IllegalArgumentException if there is no host, an id is used twice, a VM's host is unknown, or resources
         *     differ
         */
        public Inventory build() {
            Fleet built = fleet.build();
            dormant.keySet().removeIf(built::contains);
            return new Inventory(built, dormant);
        }
    }
}
