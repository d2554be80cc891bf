package io.affinity.spi.placement;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a solver is asked. Immutable and thread-safe.
 *
 * @param scenarios future demand; their fleet is the present placement and holds the policies
 * @param weights what the terms of the objective are worth
 * @param migrationCosts what migrating each VM costs, where 1 is an ordinary migration; VMs that are not named cost 1;
 *     infinity forbids it
 * @param bannedTargets hosts to which a VM must not be migrated now, for example because it has just left them
 * @param reliefOnly VMs of which too little is known to save a host by migrating them; they may be migrated for any other
 *     reason
 * @param terms of the user's, besides the policies of the fleet; no two of one name
 */
public record PlacementProblem(
        Scenarios scenarios,
        ObjectiveWeights weights,
        Map<VmId, Double> migrationCosts,
        Map<VmId, Set<HostId>> bannedTargets,
        Set<VmId> reliefOnly,
        List<PlacementTerm> terms) {

    private static final List<String> RESERVED = List.of(
            Objective.CONTENTION,
            Objective.SHORTFALL,
            Objective.MIGRATIONS,
            Objective.ACTIVE_HOSTS,
            Objective.IMBALANCE);

    public PlacementProblem {
        migrationCosts = Collections.unmodifiableMap(new LinkedHashMap<>(migrationCosts));
        bannedTargets = copy(bannedTargets);
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

    /** {@return a copy with these scenarios, of which the fleet may have another placement as well} */
    public PlacementProblem withScenarios(Scenarios newScenarios) {
        return new PlacementProblem(newScenarios, weights, migrationCosts, bannedTargets, reliefOnly, terms);
    }

    /** {@return a copy with these terms in place of its own} */
    public PlacementProblem withTerms(List<PlacementTerm> newTerms) {
        return new PlacementProblem(scenarios, weights, migrationCosts, bannedTargets, reliefOnly, newTerms);
    }

    /** Makes a problem in which enough is known of every VM. */
    public PlacementProblem(
            Scenarios scenarios,
            ObjectiveWeights weights,
            Map<VmId, Double> migrationCosts,
            Map<VmId, Set<HostId>> bannedTargets) {
        this(scenarios, weights, migrationCosts, bannedTargets, Set.of(), List.of());
    }

    private static void requireDistinct(List<PlacementTerm> terms) {
        Set<String> names = new HashSet<>(RESERVED);
        for (PlacementTerm term : terms) {
            if (!names.add(term.name())) {
                throw new IllegalArgumentException("The name of a term (" + term.name()
                        + ") must be its own: not that of another one, and none of " + RESERVED + ".");
            }
        }
    }

    /** {@return a problem in which each VM costs 1 and may go anywhere} */
    public static PlacementProblem of(Scenarios scenarios, ObjectiveWeights weights) {
        return new PlacementProblem(scenarios, weights, Map.of(), Map.of());
    }

    public Fleet fleet() {
        return scenarios.fleet();
    }
}
