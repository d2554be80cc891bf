// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.List;

/**
 * Which two policies the report sets against each other: the first baseline, and the contender that does best in the
 * headline figure (the last contender if that figure does not decide).
 *
 * @param before index of the policy compared with
 * @param after index of the policy compared; equal to {@code before} if there is only one
 */
record Comparison(int before, int after) {

    static Comparison of(List<PolicyResults> policies, FigureTable table) {
        int before = 0;
        for (int policy = policies.size() - 1; policy >= 0; policy--) {
            if (policies.get(policy).role() == PolicyRole.BASELINE) {
                before = policy;
            }
        }
        int after = before;
        for (int policy = 0; policy < policies.size(); policy++) {
            boolean contender = policy != before && policies.get(policy).role() == PolicyRole.CONTENDER;
            if (contender && (after == before || !isWorse(table, policy, after))) {
                after = policy;
            }
        }
        return new Comparison(before, after);
    }

    private static boolean isWorse(FigureTable table, int policy, int reference) {
        return !table.rows().isEmpty()
                && table.rows().get(0).figure().goal() != Figure.Goal.NONE
                && table.rows().get(0).improvement(policy, reference) < 0;
    }
}
