// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The VMs that stood on short hosts for longest, under each policy. */
final class WorstVms {
    static final int OF_EACH_POLICY = 10;

    private WorstVms() {}

    /** {@return their names: the worst of the first policy, by falling minutes, then of the others those that are not among them} */
    static Set<String> of(List<PolicyResults> policies) {
        Set<String> worst = new LinkedHashSet<>();
        for (PolicyResults policy : policies) {
            policy.shortMinutesByVm().entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(OF_EACH_POLICY)
                    .forEach(entry -> worst.add(entry.getKey()));
        }
        return worst;
    }
}
