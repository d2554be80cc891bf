// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Demand that counts as what was promised where it is not known, or as the most that was seen where that is more. Good enough to say
 * where VMs go that have to leave, and never a reason to have one leave.
 *
 * @param scenarios of that demand
 * @param unsized VMs of which neither is known
 * @param unknown hosts of those: nobody knows how full they are
 */
record PromisedDemand(Scenarios scenarios, Set<VmId> unsized, Set<HostId> unknown) {

    /** {@return what all VMs were promised, for one step} */
    static PromisedDemand of(Fleet fleet, DemandHistory history) {
        return of(fleet, history, null, vm -> false);
    }

    /**
     * {@return known demand, and promises beside it}
     *
     * @param known whose VMs are those of the fleet
     * @param isKnown of which VMs it is believed, by their index
     */
    static PromisedDemand of(DemandHistory history, Scenarios known, IntPredicate isKnown) {
        return of(known.fleet(), history, known, isKnown);
    }

    private static PromisedDemand of(
            Fleet fleet, DemandHistory history, @Nullable Scenarios known, IntPredicate isKnown) {
        double[][] promised = new double[fleet.vms().size()][fleet.resources().size()];
        Set<VmId> unsized = new LinkedHashSet<>();
        Set<HostId> unknown = new LinkedHashSet<>();
        for (int v = 0; v < promised.length; v++) {
            Vm vm = fleet.vms().get(v);
            for (int r = 0; r < promised[v].length && !isKnown.test(v); r++) {
                double most = most(vm, r, history);
                promised[v][r] = Double.isNaN(most) ? 0 : most;
                if (Double.isNaN(most)) {
                    unsized.add(vm.id());
                    unknown.add(fleet.placement().hostOf(vm.id()));
                }
            }
        }
        int steps = known == null ? 1 : known.steps();
        int draws = known == null ? 1 : known.scenarios();
        Scenarios scenarios = Scenarios.of(
                fleet,
                fleet.observedAt(),
                history.step(),
                steps,
                draws,
                (v, r, t, s) -> known != null && isKnown.test(v) ? known.demand(v, r, t, s) : promised[v][r]);
        return new PromisedDemand(scenarios, unsized, unknown);
    }

    /** NaN if there is no promise, and nothing was measured either. */
    private static double most(Vm vm, int resource, DemandHistory history) {
        double bound = history.upperBound(vm, resource);
        return Double.isInfinite(bound) ? history.latest(vm.id(), resource) : bound;
    }
}
