// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import io.affinity.benchmarks.contention.RandomPacking;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The scores of one lead: of the scenarios with the dependence that they have and without, and of each rule. */
final class LoadsAtLead {

    private final int lead;
    private final Map<Ranks, LoadScores> scores = new EnumMap<>(Ranks.class);
    private final Map<LoadRule, QuantileScores> rules = new EnumMap<>(LoadRule.class);

    LoadsAtLead(int lead, int scenarios) {
        this.lead = lead;
        for (Ranks ranks : Ranks.values()) {
            scores.put(ranks, new LoadScores(scenarios));
        }
        for (LoadRule rule : LoadRule.values()) {
            rules.put(rule, new QuantileScores());
        }
    }

    int lead() {
        return lead;
    }

    LoadScores of(Ranks ranks) {
        return scores.computeIfAbsent(ranks, missing -> {
            throw new IllegalStateException("All ranks have scores.");
        });
    }

    QuantileScores of(LoadRule rule) {
        return rules.computeIfAbsent(rule, missing -> {
            throw new IllegalStateException("All rules have scores.");
        });
    }

    /**
     * Counts the outcome of one host for each rule that has something to say.
     *
     * @param capacity of the host
     */
    void compare(HostAhead host, double actual, double capacity) {
        rules.forEach((rule, score) -> {
            LoadDistribution said = rule.of(host);
            if (said != null) {
                score.add(said, actual, capacity);
            }
        });
    }

    /**
     * Counts the outcome of one host.
     *
     * @param demands of each of its VMs in all scenarios
     * @param random for the order of those that are shuffled
     */
    void add(double[][] demands, double actual, SplittableRandom random) {
        int scenarios = demands[0].length;
        double[] joint = new double[scenarios];
        double[] shuffled = new double[scenarios];
        for (double[] demand : demands) {
            int[] order = RandomPacking.shuffled(scenarios, random);
            for (int s = 0; s < scenarios; s++) {
                joint[s] += demand[s];
                shuffled[s] += demand[order[s]];
            }
        }
        of(Ranks.JOINT).add(joint, actual);
        of(Ranks.SHUFFLED).add(shuffled, actual);
    }
}
