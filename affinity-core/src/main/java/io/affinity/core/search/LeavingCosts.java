// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import java.util.Arrays;

/**
 * What it costs at least that a VM leaves its host, as long as nobody has charged it. A relaxation that counts migrations takes its part of
 * it, so that no part is counted twice and what several relaxations find may be added up. Belongs to one thread.
 */
final class LeavingCosts {

    private final SearchProblem problem;
    private final double[] cost;

    private LeavingCosts(SearchProblem problem, double[] cost) {
        this.problem = problem;
        this.cost = cost;
    }

    /** {@return the costs before anybody has taken of them} Each is found when it is asked for. */
    static LeavingCosts of(SearchProblem problem) {
        double[] unknown = new double[problem.fleet().vms().size()];
        Arrays.fill(unknown, Double.NaN);
        return new LeavingCosts(problem, unknown);
    }

    LeavingCosts copy() {
        return new LeavingCosts(problem, cost.clone());
    }

    /** {@return what is left of the cost; infinite if no host can take the VM} */
    double of(int vm) {
        if (Double.isNaN(cost[vm])) {
            cost[vm] = problem.costOfLeaving(vm);
        }
        return cost[vm];
    }

    boolean canLeave(int vm) {
        return of(vm) < Double.POSITIVE_INFINITY;
    }

    /** Takes a part of what is left. */
    void take(int vm, double part) {
        if (canLeave(vm)) {
            cost[vm] = Math.max(0, cost[vm] - part);
        }
    }
}
