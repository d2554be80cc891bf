// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.VmId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a solver is asked. Immutable and thread-safe; made by {@link #builder}.
 *
 * @param scenarios future demand; their fleet is the present placement and holds the policies
 * @param weights what the terms of the objective are worth
 * @param migrationCosts what migrating each VM costs, where 1 is an ordinary migration; VMs that are not named cost 1;
 *     infinity forbids it
 * @param bannedTargets hosts to which a VM must not be migrated now, for example because it has just left them
 * @param closedHosts hosts to which no VM must be migrated now, for example because nobody knows how full they are
 * @param allowances what is left of migration budgets: a placement that takes more is none
 * @param reliefOnly VMs of which too little is known to save a host by migrating them; they may be migrated for any other
 *     reason
 * @param terms of the user's, besides the policies of the fleet; no two of one name
 */
public record PlacementProblem(
        Scenarios scenarios,
        ObjectiveWeights weights,
        Map<VmId, Double> migrationCosts,
        Map<VmId, Set<HostId>> bannedTargets,
        Set<HostId> closedHosts,
        List<MigrationAllowance> allowances,
        Set<VmId> reliefOnly,
        List<PlacementTerm> terms) {

    public PlacementProblem {
        migrationCosts = Collections.unmodifiableMap(new LinkedHashMap<>(migrationCosts));
        bannedTargets = copy(bannedTargets);
        closedHosts = Collections.unmodifiableSet(new LinkedHashSet<>(closedHosts));
        allowances = List.copyOf(allowances);
        // Not Set.copyOf, whose order is another in each process.
        reliefOnly = Collections.unmodifiableSet(new LinkedHashSet<>(reliefOnly));
        terms = List.copyOf(terms);
        requireDistinct(terms);
        migrationCosts.forEach((vm, cost) -> {
            if (!(cost >= 0)) {
                throw new IllegalArgumentException(
                        "The migration cost of VM " + vm + " (" + cost + ") must not be negative or NaN.");
            }
        });
    }

    private static Map<VmId, Set<HostId>> copy(Map<VmId, Set<HostId>> hostsByVm) {
        Map<VmId, Set<HostId>> copy = new LinkedHashMap<>();
        hostsByVm.forEach((vm, hosts) -> copy.put(vm, Collections.unmodifiableSet(new LinkedHashSet<>(hosts))));
        return Collections.unmodifiableMap(copy);
    }

    private static void requireDistinct(List<PlacementTerm> terms) {
        Set<String> names = new HashSet<>(Objective.OWN);
        for (PlacementTerm term : terms) {
            if (!names.add(term.name())) {
                throw new IllegalArgumentException("The name of a term (" + term.name()
                        + ") must be its own: not that of another one, and none of " + Objective.OWN + ".");
            }
        }
    }

    /** {@return a problem in which each VM costs 1 and may go anywhere} */
    public static PlacementProblem of(Scenarios scenarios, ObjectiveWeights weights) {
        return builder(scenarios, weights).build();
    }

    /** Starts a problem in which each VM costs 1 and may go anywhere. */
    public static Builder builder(Scenarios scenarios, ObjectiveWeights weights) {
        return new Builder(scenarios, weights);
    }

    /** Starts a problem that is like this one. */
    public Builder toBuilder() {
        return new Builder(scenarios, weights)
                .migrationCosts(migrationCosts)
                .bannedTargets(bannedTargets)
                .closedHosts(closedHosts)
                .allowances(allowances)
                .reliefOnly(reliefOnly)
                .terms(terms);
    }

    /** {@return the same problem, had it begun with this placement} */
    public PlacementProblem withPlacement(Placement placement) {
        return toBuilder()
                .scenarios(scenarios.over(fleet().withPlacement(placement)))
                .build();
    }

    public Fleet fleet() {
        return scenarios.fleet();
    }

    /**
     * {@return whether a VM may be migrated to a host, as far as bans go: neither what the host has room for, nor rules and
     * allowances are asked}
     */
    public boolean isOpen(VmId vm, HostId target) {
        return !closedHosts.contains(target)
                && !bannedTargets.getOrDefault(vm, Set.of()).contains(target);
    }

    /** Puts a problem together. Not thread-safe. */
    public static final class Builder {

        private Scenarios scenarios;
        private ObjectiveWeights weights;
        private Map<VmId, Double> migrationCosts = Map.of();
        private Map<VmId, Set<HostId>> bannedTargets = Map.of();
        private Set<HostId> closedHosts = Set.of();
        private List<MigrationAllowance> allowances = List.of();
        private Set<VmId> reliefOnly = Set.of();
        private List<PlacementTerm> terms = List.of();

        private Builder(Scenarios scenarios, ObjectiveWeights weights) {
            this.scenarios = scenarios;
            this.weights = weights;
        }

        public Builder scenarios(Scenarios newScenarios) {
            scenarios = newScenarios;
            return this;
        }

        public Builder weights(ObjectiveWeights newWeights) {
            weights = newWeights;
            return this;
        }

        public Builder migrationCosts(Map<VmId, Double> costs) {
            migrationCosts = costs;
            return this;
        }

        public Builder bannedTargets(Map<VmId, Set<HostId>> targets) {
            bannedTargets = targets;
            return this;
        }

        public Builder closedHosts(Set<HostId> hosts) {
            closedHosts = hosts;
            return this;
        }

        public Builder allowances(List<MigrationAllowance> newAllowances) {
            allowances = newAllowances;
            return this;
        }

        public Builder reliefOnly(Set<VmId> vms) {
            reliefOnly = vms;
            return this;
        }

        public Builder terms(List<PlacementTerm> newTerms) {
            terms = newTerms;
            return this;
        }

        /**
         * {@return the problem}
         *
         * @throws IllegalArgumentException if a cost is negative or NaN, or two terms have one name
         */
        public PlacementProblem build() {
            return new PlacementProblem(
                    scenarios, weights, migrationCosts, bannedTargets, closedHosts, allowances, reliefOnly, terms);
        }
    }
}
