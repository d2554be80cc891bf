package io.affinity.core.search;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The best host for a VM that the search holds in its hands: least violation of hard rules, then least cost, then the
 * busiest host where hosts cost something, else the idlest.
 *
 * @param host index, or -1 if no host may take the VM
 * @param hardViolation that it adds
 * @param cost that it adds
 */
record TargetChoice(int host, double hardViolation, double cost, double utilization) {

    private static final double TIE = 1e-9;
    private static final TargetChoice NONE =
            new TargetChoice(-1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);

    /**
     * {@return the best of the hosts that may take the VM} A host is judged, which is what costs, only where it could win if the
     * VM caused no shortage there: most hosts are ruled out by what they cost anyway.
     */
    static TargetChoice best(SearchState state, int vm, boolean preferBusy, IntPredicate isCandidate) {
        TargetChoice best = NONE;
        // One empty host is as good as the next of its kind, unless rules or the past tell them apart.
        boolean areKindsAlike = !state.tellsHostsApart(vm);
        int initialHost = state.initialHostOf(vm);
        BitSet emptyKindsTried = new BitSet();
        int hosts = state.fleet().hosts().size();
        for (int host = 0; host < hosts; host++) {
            if (!isCandidate.test(host)) {
                continue;
            }
            if (areKindsAlike && state.costs().vmCount(host) == 0 && host != initialHost) {
                int kind = state.kindOf(host);
                if (emptyKindsTried.get(kind)) {
                    continue;
                }
                emptyKindsTried.set(kind);
            }
            double hardViolation = state.hardViolationOfPutting(vm, host);
            if (hardViolation > best.hardViolation + TIE) {
                continue;
            }
            double leastCost = state.costOfPuttingWithoutShortage(vm, host);
            double utilization = state.costs().utilizationWith(host, vm);
            TargetChoice atBest = new TargetChoice(host, hardViolation, leastCost, utilization);
            if (atBest.isBetterThan(best, preferBusy) && state.isAllowed(vm, host)) {
                TargetChoice choice = new TargetChoice(
                        host, hardViolation, leastCost + state.growthOfShortage(vm, host), utilization);
                best = choice.isBetterThan(best, preferBusy) ? choice : best;
            }
        }
        return best;
    }

    static TargetChoice of(SearchState state, int vm, int host) {
        return new TargetChoice(
                host,
                state.hardViolationOfPutting(vm, host),
                state.costOfPutting(vm, host),
                state.costs().utilizationWith(host, vm));
    }

    boolean exists() {
        return host >= 0;
    }

    /** {@return whether this is better by more than rounding, whatever the utilization} */
    boolean improvesOn(TargetChoice other) {
        if (Math.abs(hardViolation - other.hardViolation) > TIE) {
            return hardViolation < other.hardViolation;
        }
        return cost < other.cost - TIE;
    }

    private boolean isBetterThan(TargetChoice other, boolean preferBusy) {
        if (!other.exists() || improvesOn(other)) {
            return true;
        }
        if (other.improvesOn(this)) {
            return false;
        }
        return preferBusy ? utilization > other.utilization + TIE : utilization < other.utilization - TIE;
    }
}
