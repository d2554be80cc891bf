// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.SearchPlacement;
import java.util.function.IntPredicate;

/**
 * The best other host for a VM: that to which going adds least to the cost; of equals the busiest where hosts cost something, else the
 * idlest.
 *
 * @param host index, or -1 if no host may take the VM
 * @param change of the cost
 */
record TargetChoice(int host, double change, double utilization) {

    /** Costs that hold hard violations are not exact to more than that. */
    static final double TIE = 1e-7;

    private static final TargetChoice NONE = new TargetChoice(-1, Double.POSITIVE_INFINITY, 0);

    /**
     * {@return the best of the hosts that may take the VM} A host is judged, which is what costs, only where it could win if the
     * VM caused no shortage there: most hosts are ruled out by what they cost anyway.
     */
    static TargetChoice best(SearchPlacement placement, int vm, boolean preferBusy, IntPredicate isCandidate) {
        ScenarioCosts costs = SearchProblem.scenarioCosts(placement);
        TargetChoice best = NONE;
        double everywhere = placement.leastShift(vm);
        int from = placement.hostOf(vm);
        for (int host = 0; host < placement.hosts(); host++) {
            if (host == from || !isCandidate.test(host)) {
                continue;
            }
            double least = everywhere + placement.leastAt(vm, host);
            if (least > best.change + TIE || least == Double.POSITIVE_INFINITY) {
                continue;
            }
            double utilization = costs.utilizationWith(host, vm, ScenarioCosts.NOBODY);
            if (new TargetChoice(host, least, utilization).isBetterThan(best, preferBusy)) {
                TargetChoice choice = new TargetChoice(host, placement.shift(vm, host), utilization);
                best = choice.isBetterThan(best, preferBusy) ? choice : best;
            }
        }
        return best;
    }

    boolean exists() {
        return host >= 0;
    }

    private boolean isBetterThan(TargetChoice other, boolean preferBusy) {
        if (change == Double.POSITIVE_INFINITY) {
            return false;
        }
        if (!other.exists() || change < other.change - TIE) {
            return true;
        }
        if (change > other.change + TIE) {
            return false;
        }
        return preferBusy ? utilization > other.utilization + 1e-9 : utilization < other.utilization - 1e-9;
    }
}
