// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything known of a cluster at one instant: hosts, VMs, where each runs, and the rules. Immutable and thread-safe.
 *
 * <p>Hosts and VMs have dense indexes, their places in {@link #hosts()} and {@link #vms()}; the numeric stages work on
 * those. Only VMs that run are part of a fleet, so every VM has a host.
 */
public final class Fleet {

    private final Instant observedAt;
    private final ResourceSet resources;
    private final Topology topology;
    private final List<Host> hosts;
    private final List<Vm> vms;
    private final Placement placement;
    private final List<LocationPolicy> policies;
    private final List<MigrationBudget> budgets;
    private final List<Hold> holds;
    private final FleetIndex index;
    private final int[] hostByVm;

    private Fleet(Builder builder, ResourceSet resources) {
        this.observedAt = builder.observedAt;
        this.resources = resources;
        this.topology = builder.topology;
        this.hosts = List.copyOf(builder.hosts);
        this.vms = List.copyOf(builder.vms);
        this.policies = List.copyOf(builder.policies);
        this.budgets = List.copyOf(builder.budgets);
        this.holds = List.copyOf(builder.holds);
        this.index = new FleetIndex(hosts, vms, resources);
        this.hostByVm = new int[vms.size()];
        Map<VmId, HostId> placed = new LinkedHashMap<>();
        for (int vm = 0; vm < hostByVm.length; vm++) {
            VmId id = vms.get(vm).id();
            HostId host = builder.hostByVm.get(id);
            if (host == null) {
                throw new IllegalArgumentException("The VM (" + id + ") must be placed on a host.");
            }
            hostByVm[vm] = indexOf(host);
            placed.put(id, host);
        }
        this.placement = new Placement(placed);
        requireDifferentNames(policies);
    }

    /** The same hosts, VMs and placement under other rules. */
    private Fleet(
            Fleet other, List<? extends LocationPolicy> policies, List<MigrationBudget> budgets, List<Hold> holds) {
        this.observedAt = other.observedAt;
        this.resources = other.resources;
        this.topology = other.topology;
        this.hosts = other.hosts;
        this.vms = other.vms;
        this.placement = other.placement;
        this.policies = List.copyOf(policies);
        this.budgets = List.copyOf(budgets);
        this.holds = List.copyOf(holds);
        this.index = other.index;
        this.hostByVm = other.hostByVm;
        requireDifferentNames(this.policies);
    }

    private static void requireDifferentNames(List<LocationPolicy> policies) {
        Set<String> names = new HashSet<>();
        for (LocationPolicy policy : policies) {
            if (!names.add(policy.name())) {
                throw new IllegalArgumentException("Two location policies have the name (" + policy.name() + ").");
            }
        }
    }

    /** Starts a fleet as it was seen at {@code observedAt}. */
    public static Builder builder(Instant observedAt) {
        return new Builder(observedAt);
    }

    public Instant observedAt() {
        return observedAt;
    }

    public ResourceSet resources() {
        return resources;
    }

    public Topology topology() {
        return topology;
    }

    /** {@return the hosts; the place in this list is a host's index} */
    public List<Host> hosts() {
        return hosts;
    }

    /** {@return the VMs; the place in this list is a VM's index} */
    public List<Vm> vms() {
        return vms;
    }

    public Placement placement() {
        return placement;
    }

    public List<LocationPolicy> policies() {
        return policies;
    }

    public List<MigrationBudget> budgets() {
        return budgets;
    }

    /**
     * {@return which VMs must stay, and why, for people; what keeps them is a policy for each, as those who made the fleet have seen to,
     * such as {@link io.affinity.spi.inventory.Inventory#with}}
     */
    public List<Hold> holds() {
        return holds;
    }

    public Host host(HostId id) {
        return hosts.get(indexOf(id));
    }

    public Vm vm(VmId id) {
        return vms.get(indexOf(id));
    }

    public boolean contains(HostId id) {
        return index.contains(id);
    }

    public boolean contains(VmId id) {
        return index.contains(id);
    }

    /**
     * {@return the index of a host}
     *
     * @throws IllegalArgumentException if the fleet has no such host
     */
    public int indexOf(HostId id) {
        return index.of(id);
    }

    /**
     * {@return the index of a VM}
     *
     * @throws IllegalArgumentException if the fleet has no such VM
     */
    public int indexOf(VmId id) {
        return index.of(id);
    }

    /** {@return the index of the host that the VM at {@code vm} runs on} */
    public int hostIndexOf(int vm) {
        return hostByVm[vm];
    }

    /** {@return the host index of every VM, by VM index; a copy} */
    public int[] hostIndexByVm() {
        return hostByVm.clone();
    }

    /** {@return the placement that these host indexes mean, by VM index} */
    public Placement placementOf(int[] hostIndexByVm) {
        Map<VmId, HostId> placed = new LinkedHashMap<>();
        for (int vm = 0; vm < hostIndexByVm.length; vm++) {
            placed.put(vms.get(vm).id(), hosts.get(hostIndexByVm[vm]).id());
        }
        return new Placement(placed);
    }

    /** {@return a copy in which VMs run where {@code newPlacement} says} */
    public Fleet withPlacement(Placement newPlacement) {
        Builder builder = new Builder(observedAt).topology(topology).hosts(hosts);
        vms.forEach(vm -> builder.vm(vm, newPlacement.hostOf(vm.id())));
        return new Fleet(builder.build(), policies, budgets, holds);
    }

    /** {@return a copy with these location policies in place of its own} */
    public Fleet withPolicies(List<? extends LocationPolicy> newPolicies) {
        return withRules(newPolicies, budgets);
    }

    /**
     * {@return a copy with these rules in place of its own}
     *
     * @throws IllegalArgumentException if two policies have one name
     */
    public Fleet withRules(List<? extends LocationPolicy> newPolicies, List<MigrationBudget> newBudgets) {
        return new Fleet(this, newPolicies, newBudgets, holds);
    }

    /** {@return a copy with these holds in place of its own} */
    public Fleet withHolds(List<Hold> newHolds) {
        return new Fleet(this, policies, budgets, newHolds);
    }

    /** Collects the parts of a fleet; not thread-safe. */
    public static final class Builder {

        private final Instant observedAt;
        private Topology topology = Topology.FLAT;
        private final List<Host> hosts = new ArrayList<>();
        private final List<Vm> vms = new ArrayList<>();
        private final Map<VmId, HostId> hostByVm = new HashMap<>();
        private final List<LocationPolicy> policies = new ArrayList<>();
        private final List<MigrationBudget> budgets = new ArrayList<>();
        private final List<Hold> holds = new ArrayList<>();

        private Builder(Instant observedAt) {
            this.observedAt = observedAt;
        }

        public Builder topology(Topology newTopology) {
            topology = newTopology;
            return this;
        }

        public Builder host(Host host) {
            hosts.add(host);
            return this;
        }

        public Builder hosts(List<Host> more) {
            hosts.addAll(more);
            return this;
        }

        /** Adds a VM that runs on {@code host}. */
        public Builder vm(Vm vm, HostId host) {
            vms.add(vm);
            hostByVm.put(vm.id(), host);
            return this;
        }

        public Builder policy(LocationPolicy policy) {
            policies.add(policy);
            return this;
        }

        public Builder policies(List<? extends LocationPolicy> more) {
            policies.addAll(more);
            return this;
        }

        public Builder budgets(List<MigrationBudget> more) {
            budgets.addAll(more);
            return this;
        }

        public Builder holds(List<Hold> more) {
            holds.addAll(more);
            return this;
        }

        /**
         * Checks that the parts fit together.
         *
         * @throws IllegalArgumentException if there is no host, an id or a policy name is used twice, a VM's host is
         *     unknown, or resources differ
         */
        public Fleet build() {
            if (hosts.isEmpty()) {
                throw new IllegalArgumentException("A fleet must have at least one host.");
            }
            return new Fleet(this, hosts.get(0).capacity().resources());
        }
    }
}
