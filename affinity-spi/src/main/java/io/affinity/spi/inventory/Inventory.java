package io.affinity.spi.inventory;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The hosts and VMs of a cluster at one instant, and which VM runs where: a {@link Fleet} of which no rules are known yet.
 * Immutable and thread-safe. Only VMs that run are part of it, so every VM has a host.
 */
public final class Inventory {

    private final Fleet withoutRules;

    private Inventory(Fleet withoutRules) {
        this.withoutRules = withoutRules;
    }

    /** Starts an inventory as it was seen at {@code observedAt}. */
    public static Builder builder(Instant observedAt) {
        return new Builder(observedAt);
    }

    /** {@return the hosts and VMs of a fleet, without its rules} */
    public static Inventory of(Fleet fleet) {
        return new Inventory(fleet.withRules(List.of(), List.of()));
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
        return changed.build();
    }

    private static void requireSame(String kind, Object before, Object now) {
        if (!before.equals(now)) {
            throw new IllegalArgumentException(
                    "The " + kind + " (" + before + ") must keep its id, and must not become (" + now + ").");
        }
    }

    /**
     * {@return the fleet that this and its rules are}
     *
     * @throws IllegalArgumentException if two policies have one name
     */
    public Fleet with(Rules rules) {
        return withoutRules.withRules(rules.policies(), rules.budgets());
    }

    /** Collects the parts of an inventory; not thread-safe. */
    public static final class Builder {

        private final Fleet.Builder fleet;

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

        /**
         * Checks that the parts fit together.
         *
         * @throws IllegalArgumentException if there is no host, an id is used twice, a VM's host is unknown, or resources
         *     differ
         */
        public Inventory build() {
            return new Inventory(fleet.build());
        }
    }
}
