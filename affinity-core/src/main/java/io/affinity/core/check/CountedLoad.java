// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.check;

import io.affinity.spi.contention.Scenarios;
import java.util.List;

/** What the VMs of one host want of one resource, in every step and scenario. */
final class CountedLoad {

    private final Scenarios scenarios;
    /** In quanta, at {@code step * scenarios + scenario}. */
    private final long[] load;
    /** In quanta. */
    private final long usable;

    private final double quantum;
    private final double mean;
    private final double importance;

    private CountedLoad(Scenarios scenarios, long[] load, long usable, double quantum, double mean, double importance) {
        this.scenarios = scenarios;
        this.load = load;
        this.usable = usable;
        this.quantum = quantum;
        this.mean = mean;
        this.importance = importance;
    }

    static CountedLoad of(Scenarios scenarios, int host, int resource, List<Integer> vms) {
        int[] block = new int[scenarios.blockLength()];
        long[] load = new long[block.length];
        double total = 0;
        double weighted = 0;
        for (int vm : vms) {
            double own = 0;
            scenarios.copyDemand(vm, resource, block, 0);
            for (int i = 0; i < load.length; i++) {
                load[i] += block[i];
                own += block[i];
            }
            total += own;
            weighted += own * scenarios.fleet().vms().get(vm).priority().weight();
        }
        double quantum = scenarios.quantum(resource);
        return new CountedLoad(
                scenarios,
                load,
                scenarios.usable(host, resource),
                quantum,
                total * quantum / load.length,
                total > 0 ? weighted / total : 1);
    }

    /** {@return the share of scenarios in which the host is short at a step} */
    double probability(int step) {
        int count = 0;
        for (int i = step * scenarios.scenarios(); i < (step + 1) * scenarios.scenarios(); i++) {
            count += load[i] > usable ? 1 : 0;
        }
        return (double) count / scenarios.scenarios();
    }

    /** {@return the mean over scenarios of what is not served at a step, in units} */
    double unserved(int step) {
        double sum = 0;
        for (int i = step * scenarios.scenarios(); i < (step + 1) * scenarios.scenarios(); i++) {
            sum += Math.max(0, load[i] - usable);
        }
        return sum / scenarios.scenarios() * quantum;
    }

    /** {@return the mean over all steps and scenarios, in units} */
    double mean() {
        return mean;
    }

    /** {@return the mean priority weight of the demand; 1 where there is none} */
    double importance() {
        return importance;
    }
}
