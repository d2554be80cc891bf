// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** What a placement amounts to, counted from the definitions. */
final class Counted {

    private Counted() {}

    /** {@return by how much hosts exceed their capacities, what is transient counted on both hosts} */
    static long excess(Reassignment problem, int[] hostByVm) {
        LoadColumns columns = problem.columns();
        long excess = 0;
        for (int h = 0; h < columns.hosts(); h++) {
            for (int r = 0; r < columns.resources(); r++) {
                long taken = 0;
                for (int v = 0; v < hostByVm.length; v++) {
                    boolean isOrWasHere = hostByVm[v] == h
                            || (columns.isTransient(r) && problem.initial().get(v) == h);
                    taken += isOrWasHere ? columns.need(v, r) : 0;
                }
                excess += Math.max(0, taken - columns.capacity(h, r));
            }
        }
        return excess;
    }

    /** {@return how much each hard rule is broken; soft ones not at all} */
    static double[] hardAmounts(Reassignment problem, int[] hostByVm) {
        return problem.rules().stream()
                .mapToDouble(
                        rule -> rule.isHard() ? rule.beginning().begin(hostByVm).total() : 0)
                .toArray();
    }

    static boolean isAnyWorse(double[] before, double[] after) {
        for (int i = 0; i < before.length; i++) {
            if (after[i] > before[i]) {
                return true;
            }
        }
        return false;
    }
}
