// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.contention.ScenarioDraft;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All hosts together are short: what VMs demand of a resource is more than all hosts that are available can serve. No placement
 * helps against that, so nothing is migrated because of it.
 *
 * @param resource that is short
 * @param probability of that at the step where it is highest, above 0 and at most 1
 * @param ahead how far ahead that is
 * @param share demand then as a share of what all hosts can serve, as a mean over the scenarios
 */
public record Overload(Resource resource, double probability, Duration ahead, double share) {

    /**
     * Scenarios without those futures, and what was found in them.
     *
     * @param scenarios in which, at the steps and in the draws where all hosts together are short of a resource, nothing is
     *     demanded of it
     * @param worst by probability, or null if there is none
     */
    record Removed(Scenarios scenarios, @Nullable Overload worst) {}

    /** {@return the scenarios without the futures that no placement can help} */
    static Removed remove(Scenarios scenarios) {
        Fleet fleet = scenarios.fleet();
        int resources = fleet.resources().size();
        ScenarioDraft draft = ScenarioDraft.changing(scenarios);
        List<Overload> found = new ArrayList<>();
        for (int r = 0; r < resources; r++) {
            long[] demand = demand(scenarios, r);
            long served = served(scenarios, r);
            if (Arrays.stream(demand).anyMatch(value -> value > served)) {
                remove(scenarios, r, demand, served, draft);
                found.add(worst(scenarios, r, demand, served));
            }
        }
        if (found.isEmpty()) {
            return new Removed(scenarios, null);
        }
        Overload worst = found.get(0);
        for (Overload overload : found) {
            worst = overload.probability > worst.probability ? overload : worst;
        }
        return new Removed(draft.build(), worst);
    }

    /** {@return what all VMs on hosts that are up demand, by step and draw} */
    private static long[] demand(Scenarios scenarios, int resource) {
        Fleet fleet = scenarios.fleet();
        int[] block = new int[scenarios.blockLength()];
        long[] demand = new long[block.length];
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (fleet.hosts().get(fleet.hostIndexOf(v)).state() != HostState.UNAVAILABLE) {
                scenarios.copyDemand(v, resource, block, 0);
                for (int i = 0; i < demand.length; i++) {
                    demand[i] += block[i];
                }
            }
        }
        return demand;
    }

    private static long served(Scenarios scenarios, int resource) {
        long served = 0;
        for (int h = 0; h < scenarios.fleet().hosts().size(); h++) {
            boolean isAvailable = scenarios.fleet().hosts().get(h).state() == HostState.AVAILABLE;
            served += isAvailable ? scenarios.usable(h, resource) : 0;
        }
        return served;
    }

    private static void remove(Scenarios scenarios, int resource, long[] demand, long served, ScenarioDraft draft) {
        int[] block = new int[scenarios.blockLength()];
        for (int v = 0; v < scenarios.fleet().vms().size(); v++) {
            scenarios.copyDemand(v, resource, block, 0);
            for (int i = 0; i < block.length; i++) {
                block[i] = demand[i] > served ? 0 : block[i];
            }
            draft.set(v, resource, block, 0);
        }
    }

    private static Overload worst(Scenarios scenarios, int resource, long[] demand, long served) {
        int draws = scenarios.scenarios();
        int worst = 0;
        int most = 0;
        for (int t = 0; t < scenarios.steps(); t++) {
            int count = 0;
            for (int s = 0; s < draws; s++) {
                count += demand[t * draws + s] > served ? 1 : 0;
            }
            if (count > most) {
                most = count;
                worst = t;
            }
        }
        double mean = Arrays.stream(demand, worst * draws, (worst + 1) * draws)
                .average()
                .orElse(0);
        return new Overload(
                scenarios.fleet().resources().get(resource),
                (double) most / draws,
                scenarios.step().multipliedBy(worst + 1L),
                mean / served);
    }
}
