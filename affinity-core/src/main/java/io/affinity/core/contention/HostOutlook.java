// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

/**
 * The contention of one host at every coming step, as it is or as it would be with a VM more or less. Room that is written
 * again and again by {@link HostLoads}, which makes it; belongs to one thread.
 */
public final class HostOutlook {

    private final int scenarios;
    private final int steps;
    private final double[] perScenario;
    private final int[] exceeded;
    private final long[] unserved;

    HostOutlook(int scenarios, int steps, double[] perScenario) {
        this.scenarios = scenarios;
        this.steps = steps;
        this.perScenario = perScenario;
        this.exceeded = new int[perScenario.length * steps];
        this.unserved = new long[perScenario.length * steps];
    }

    /** Scenarios in which demand exceeds what is usable; resource {@code r}, step {@code t} at {@code r * steps + t}. */
    int[] exceeded() {
        return exceeded;
    }

    /** Quanta that are not served in all scenarios together, in the same layout. */
    long[] unserved() {
        return unserved;
    }

    public int resources() {
        return perScenario.length;
    }

    public int steps() {
        return steps;
    }

    /** {@return the probability that demand exceeds what is usable, in [0, 1]} */
    public double probability(int resource, int step) {
        return (double) exceeded[resource * steps + step] / scenarios;
    }

    /** {@return the demand that is expected not to be served, in the unit of the resource} */
    public double unserved(int resource, int step) {
        return unserved[resource * steps + step] * perScenario[resource];
    }

    /** {@return the highest probability over resources and steps} */
    public double peakProbability() {
        int peak = 0;
        for (int count : exceeded) {
            peak = Math.max(peak, count);
        }
        return (double) peak / scenarios;
    }

    /** {@return whether nothing is short in any scenario} */
    public boolean isCalm() {
        return peakProbability() == 0;
    }
}
