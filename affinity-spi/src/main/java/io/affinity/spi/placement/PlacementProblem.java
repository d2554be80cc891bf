package io.affinity.spi.placement;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.Collections;
import java.util.LinkedHashMap;
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
 */
public record PlacementProblem(
        Scenarios scenarios,
        ObjectiveWeights weights,
        Map<VmId, Double> migrationCosts,
        Map<VmId, Set<HostId>> bannedTargets,
        Set<VmId> reliefOnly) {

    public PlacementProblem {
        migrationCosts = Collections.unmodifiableMap(new LinkedHashMap<>(migrationCosts));
        bannedTargets = Collections.unmodifiableMap(new LinkedHashMap<>(bannedTargets));
        reliefOnly = Set.copyOf(reliefOnly);
        migrationCosts.forEach((vm, cost) -> {
            if (!(cost >= 0)) {
                throw new IllegalArgumentException(
                        "The migration cost of VM " + vm + " (" + cost + ") must not be negative or NaN.");
            }
        });
    }

    /** Makes a problem in which enough is known of every VM. */
    public PlacementProblem(
            Scenarios scenarios,
            ObjectiveWeights weights,
            Map<VmId, Double> migrationCosts,
            Map<VmId, Set<HostId>> bannedTargets) {
        this(scenarios, weights, migrationCosts, bannedTargets, Set.of());
    }

    /** {@return a problem in which each VM costs 1 and may go anywhere} */
    public static PlacementProblem of(Scenarios scenarios, ObjectiveWeights weights) {
        return new PlacementProblem(scenarios, weights, Map.of(), Map.of(), Set.of());
    }

    public Fleet fleet() {
        return scenarios.fleet();
    }
}
