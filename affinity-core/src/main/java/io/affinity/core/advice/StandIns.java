// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The future of a VM that has no past, after those of VMs like it: of the same tenant and with an allocation within a factor of
 * two, or, where those are fewer than {@value #FEWEST}, of all. In each scenario it does as one of them does in that scenario,
 * scaled by the allocation: the mixture of their demand, and as dependent on the rest of the fleet as they are.
 */
final class StandIns {

    private static final int FEWEST = 3;

    private StandIns() {}

    /** {@return the indexes of the stand-ins, at most one for each scenario, evenly spread over all that are alike} */
    static List<Integer> of(Vm newcomer, Scenarios scenarios) {
        Fleet fleet = scenarios.fleet();
        List<Integer> alike = indexes(fleet, vm -> vm.tenant().equals(newcomer.tenant()) && isAlike(vm, newcomer));
        List<Integer> all = alike.size() >= FEWEST ? alike : indexes(fleet, vm -> true);
        int count = Math.min(scenarios.scenarios(), all.size());
        List<Integer> chosen = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / count)));
        }
        return chosen;
    }

    private static List<Integer> indexes(Fleet fleet, Predicate<Vm> isWanted) {
        List<Integer> found = new ArrayList<>();
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (isWanted.test(fleet.vms().get(v))) {
                found.add(v);
            }
        }
        return found;
    }

    private static boolean isAlike(Vm one, Vm other) {
        for (int r = 0; r < one.allocation().resources().size(); r++) {
            double small =
                    Math.min(one.allocation().value(r), other.allocation().value(r));
            double large =
                    Math.max(one.allocation().value(r), other.allocation().value(r));
            if (large > 2 * small) {
                return false;
            }
        }
        return true;
    }

    /** {@return the demand of the newcomer for a resource, in the layout of a VM's block of the scenarios} */
    static float[] demand(Vm newcomer, List<Integer> standIns, Scenarios scenarios, int resource) {
        int count = scenarios.scenarios();
        double allocation = newcomer.allocation().value(resource);
        float[] demand = new float[scenarios.blockLength()];
        for (int s = 0; s < count; s++) {
            for (int t = 0; t < scenarios.steps(); t++) {
                double value = allocation;
                if (!standIns.isEmpty()) {
                    int vm = standIns.get(s % standIns.size());
                    double own = scenarios.fleet().vms().get(vm).allocation().value(resource);
                    double scale = own > 0 && allocation > 0 ? allocation / own : 1;
                    value = scale * scenarios.demand(vm, resource, t, s);
                }
                demand[t * count + s] = (float) value;
            }
        }
        return demand;
    }
}
