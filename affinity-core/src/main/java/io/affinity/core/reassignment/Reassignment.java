// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each VM is, what hosts and VMs there are, and what another placement would be worth. Immutable and thread-safe, if its
 * parts are; made by {@link #builder}.
 *
 * @param columns of loads and capacities, which are never exceeded more than in the beginning
 * @param initial the host of each VM
 * @param loadCosts of each host by its load
 * @param hostTerms of each host by its VMs
 * @param moveCosts of VMs that are not on their first host
 * @param rules hard ones, which are never broken more than they are, and soft ones
 */
public record Reassignment(
        LoadColumns columns,
        List<Integer> initial,
        List<LoadCost> loadCosts,
        List<HostTerm.Beginning> hostTerms,
        MoveCosts moveCosts,
        List<Rule> rules) {

    /**
     * A rule and what a unit of its amount costs.
     *
     * @param weight finite and not negative; for a hard rule what it is worth to mend it
     */
    public record Rule(GroupRule.Beginning beginning, boolean isHard, double weight) {

        public Rule {
            if (!(weight >= 0) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException(
                        "The weight of a rule (" + weight + ") must be finite and not negative.");
            }
        }
    }

    public Reassignment {
        initial = List.copyOf(initial);
        loadCosts = List.copyOf(loadCosts);
        hostTerms = List.copyOf(hostTerms);
        rules = List.copyOf(rules);
        if (initial.size() != columns.vms()) {
            throw new IllegalArgumentException("The number of VMs that have a host (" + initial.size()
                    + ") must be that of VMs with needs (" + columns.vms() + ").");
        }
        for (int host : initial) {
            if (host < 0 || host >= columns.hosts()) {
                throw new IllegalArgumentException(
                        "The host (" + host + ") must be one of the " + columns.hosts() + " that there are.");
            }
        }
    }

    /** {@return the host of each VM in the beginning, as an array of the caller's} */
    int[] initialHosts() {
        return initial.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * {@return what a placement costs, counted from the definitions}
     *
     * @param hostByVm of each VM
     */
    public double cost(int[] hostByVm) {
        long[][] load = new long[columns.hosts()][columns.resources()];
        double cost = 0;
        for (int v = 0; v < hostByVm.length; v++) {
            for (int r = 0; r < columns.resources(); r++) {
                load[hostByVm[v]][r] += columns.need(v, r);
            }
            cost += hostByVm[v] == initial.get(v) ? 0 : moveCosts.of(v, hostByVm[v]);
        }
        for (int h = 0; h < load.length; h++) {
            for (LoadCost term : loadCosts) {
                cost += term.of(h, load[h]);
            }
        }
        for (HostTerm.Beginning each : hostTerms) {
            HostTerm term = each.begin(hostByVm);
            for (int h = 0; h < load.length; h++) {
                cost += term.cost(h);
            }
        }
        for (Rule rule : rules) {
            cost += rule.weight() * rule.beginning().begin(hostByVm).total();
        }
        return cost;
    }

    /** Starts a problem in which moving costs nothing and there are no rules. */
    public static Builder builder(LoadColumns columns, List<Integer> initial) {
        return new Builder(columns, initial);
    }

    /** Puts a problem together. Not thread-safe. */
    public static final class Builder {

        private final LoadColumns columns;
        private final List<Integer> initial;
        private final List<LoadCost> loadCosts = new ArrayList<>();
        private final List<HostTerm.Beginning> hostTerms = new ArrayList<>();
        private final List<Rule> rules = new ArrayList<>();
        private MoveCosts moveCosts = (vm, host) -> 0;

        private Builder(LoadColumns columns, List<Integer> initial) {
            this.columns = columns;
            this.initial = initial;
        }

        /** Adds a cost of hosts by their load. */
        public Builder loadCost(LoadCost cost) {
            loadCosts.add(cost);
            return this;
        }

        /** Adds a cost of hosts by their VMs. */
        public Builder hostTerm(HostTerm.Beginning term) {
            hostTerms.add(term);
            return this;
        }

        /** Says what moved VMs cost. */
        public Builder moveCosts(MoveCosts costs) {
            moveCosts = costs;
            return this;
        }

        /** Adds a rule that must not be broken more than it is. */
        public Builder hard(GroupRule.Beginning rule, double worthOfMending) {
            rules.add(new Rule(rule, true, worthOfMending));
            return this;
        }

        /** Adds a rule that costs. */
        public Builder soft(GroupRule.Beginning rule, double weight) {
            rules.add(new Rule(rule, false, weight));
            return this;
        }

        /** {@return the problem} */
        public Reassignment build() {
            return new Reassignment(columns, initial, loadCosts, hostTerms, moveCosts, rules);
        }
    }
}
