// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.core.transit.RulesOnTheWay;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Host;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a host can serve a VM in addition to those that take room on it, both copies of what is under way counted, in the mean of all
 * scenarios. What comes after the horizon is as its last step. Means are counted once for each VM that is asked about. Belongs to one thread.
 */
final class DemandOnTheWay {

    private final @Nullable Scenarios demand;
    private final RulesOnTheWay where;
    private final double[] @Nullable [] meansByVm;

    DemandOnTheWay(@Nullable Scenarios demand, RulesOnTheWay where) {
        this.demand = demand;
        this.where = where;
        meansByVm = new double[demand == null ? 0 : demand.fleet().vms().size()][];
    }

    /** {@return whether the host would be short from one moment to the other, counted from now} */
    boolean isTooMuch(int vm, int host, Duration from, Duration to) {
        Scenarios known = demand;
        if (known == null) {
            return false;
        }
        int last = step(known, to);
        for (int t = step(known, from); t <= last; t++) {
            for (int r = 0; r < known.fleet().resources().size(); r++) {
                if (isTooMuch(known, vm, host, r * known.steps() + t, r)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int step(Scenarios known, Duration after) {
        return (int) Math.min(known.steps() - 1L, after.dividedBy(known.step()));
    }

    private boolean isTooMuch(Scenarios known, int vm, int host, int cell, int resource) {
        double load = means(known, vm)[cell];
        for (int i = 0; i < where.vmsOn(host); i++) {
            load += means(known, where.vmOn(host, i))[cell];
        }
        Host asked = known.fleet().hosts().get(host);
        return asked.capacity().value(resource) > 0 && load > asked.usable(resource);
    }

    private double[] means(Scenarios known, int vm) {
        double[] means = meansByVm[vm];
        if (means == null) {
            means = new double[known.fleet().resources().size() * known.steps()];
            int[] block = new int[known.blockLength()];
            for (int r = 0; r < known.fleet().resources().size(); r++) {
                known.copyDemand(vm, r, block, 0);
                for (int t = 0; t < known.steps(); t++) {
                    means[r * known.steps() + t] = mean(block, t, known.scenarios()) * known.quantum(r);
                }
            }
            meansByVm[vm] = means;
        }
        return means;
    }

    private static double mean(int[] block, int step, int scenarios) {
        double sum = 0;
        for (int s = 0; s < scenarios; s++) {
            sum += block[step * scenarios + s];
        }
        return sum / scenarios;
    }
}
