// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.simulation.Figures;
import java.util.List;

/**
 * What a policy came to in one world.
 *
 * @param policy its id
 * @param worsenedRules hard rules that were worse in the end than in the beginning
 * @param cpuSeconds CPU time of its whole run, the simulated world's included
 */
record PolicyOutcome(String policy, Figures figures, List<String> worsenedRules, double cpuSeconds) {

    private static final String REACTIVE = "reactive";
    private static final String ORACLE = "oracle";

    PolicyOutcome {
        worsenedRules = List.copyOf(worsenedRules);
    }

    /**
     * {@return the value of prediction: how far the policy comes from the contended VM minutes of {@code reactive} to those of
     * {@code oracle}; 0 for reactive and 1 for oracle by definition, below 0 for a policy that is worse than reactive; NaN
     * where one of the two did not run, or the oracle has no less contention, as where it spends some to save power}
     *
     * @param all outcomes in the same world
     */
    double valueOfPrediction(List<PolicyOutcome> all) {
        double reactive = minutes(all, REACTIVE);
        double oracle = minutes(all, ORACLE);
        return oracle < reactive ? (reactive - figures().contentionMinutes()) / (reactive - oracle) : Double.NaN;
    }

    private static double minutes(List<PolicyOutcome> all, String policy) {
        return all.stream()
                .filter(outcome -> outcome.policy().equals(policy))
                .mapToDouble(outcome -> outcome.figures().contentionMinutes())
                .findFirst()
                .orElse(Double.NaN);
    }
}
