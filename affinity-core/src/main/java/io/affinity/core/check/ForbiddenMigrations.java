// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.check;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.Recommendation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what a solver wants although the problem does not allow it: migrations of VMs that must stay, to hosts that are not
 * available, banned or closed, more than allowances leave, and recommendations that are not what the placement says.
 */
public final class ForbiddenMigrations {

    private final PlacementProblem problem;
    private final Fleet fleet;
    private final Map<VmId, Recommendation> migrated = new LinkedHashMap<>();
    private final List<String> found = new ArrayList<>();

    private ForbiddenMigrations(PlacementProblem problem) {
        this.problem = problem;
        this.fleet = problem.fleet();
    }

    /** {@return one sentence for each; empty if all is as the problem allows it} */
    public static List<String> in(PlacementProblem problem, PlacementResult.Improved result) {
        ForbiddenMigrations forbidden = new ForbiddenMigrations(problem);
        if (forbidden.isOfTheFleet(result.placement())) {
            forbidden.addRecommendations(result);
            forbidden.addAllowances();
        }
        return forbidden.found;
    }

    private boolean isOfTheFleet(Placement placement) {
        if (!placement.hostByVm().keySet().equals(fleet.placement().hostByVm().keySet())) {
            found.add("The placement must name the VMs of the fleet, and no others.");
        }
        for (HostId host : placement.hostByVm().values()) {
            if (!fleet.contains(host)) {
                found.add("The host (" + host + ") is not one of the fleet.");
            }
        }
        return found.isEmpty();
    }

    private void addRecommendations(PlacementResult.Improved result) {
        for (Recommendation recommendation : result.recommendations()) {
            VmId vm = recommendation.vm();
            boolean isToldOnce = migrated.put(vm, recommendation) == null;
            boolean isOfTheFleet = fleet.contains(vm)
                    && recommendation.source().equals(fleet.placement().hostOf(vm))
                    && recommendation.target().equals(result.placement().hostOf(vm));
            if (!isToldOnce || !isOfTheFleet) {
                found.add("The recommendation for VM " + vm + " is not what the placement says, or the second one.");
                return;
            }
            addMigration(recommendation);
        }
        for (VmId vm : fleet.placement().hostByVm().keySet()) {
            boolean isMigrated =
                    !result.placement().hostOf(vm).equals(fleet.placement().hostOf(vm));
            if (isMigrated != migrated.containsKey(vm)) {
                found.add("The placement and the recommendations disagree about VM " + vm + ".");
            }
        }
    }

    private void addMigration(Recommendation recommendation) {
        VmId vm = recommendation.vm();
        HostId source = recommendation.source();
        HostId target = recommendation.target();
        if (Double.isInfinite(problem.migrationCosts().getOrDefault(vm, 1.0))) {
            found.add("VM " + vm + " must not be migrated now.");
        }
        if (fleet.host(source).state() == HostState.UNAVAILABLE) {
            found.add("The host " + source + " of VM " + vm + " is not available.");
        }
        if (fleet.host(target).state() != HostState.AVAILABLE || !problem.isOpen(vm, target)) {
            found.add("The host " + target + " does not take VM " + vm + " now.");
        }
    }

    private void addAllowances() {
        for (MigrationAllowance allowance : problem.allowances()) {
            long taken = migrated.values().stream()
                    .filter(m -> allowance.counts(m.vm(), m.source(), m.target()))
                    .count();
            if (taken > allowance.left()) {
                found.add("Of " + allowance + " there are " + taken + " migrations.");
            }
        }
    }
}
