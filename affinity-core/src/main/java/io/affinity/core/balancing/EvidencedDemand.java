// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.contention.ScenarioDraft;
import io.affinity.core.forecasting.Evidence;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Demand that there is evidence of. What was made up for a VM that is not measured must move nobody. So it counts as nothing
 * where the others may be too much for their host, who can then go, whoever else is silent; and as all it was promised where
 * that still fits, so that its host may take others.
 *
 * @param scenarios in which VMs without evidence demand nothing, or all that they were promised
 * @param doubtful hosts of which nobody knows how full they are, as a silent VM may need more than is left
 */
record EvidencedDemand(Scenarios scenarios, Set<HostId> doubtful) {

    /** Sums of quanta below this leave room for one more VM. */
    private static final long MOST_QUANTA = 1 << 30;

    /** {@return what is known of the resource of which least is known} */
    static Evidence evidence(FleetForecast forecast, int vm) {
        Evidence least = Evidence.ENOUGH;
        for (int r = 0; r < forecast.fleet().resources().size(); r++) {
            Evidence evidence = forecast.series(vm, r).evidence();
            least = evidence.compareTo(least) < 0 ? evidence : least;
        }
        return least;
    }

    /** {@return the demand of these scenarios that there is evidence of} */
    static EvidencedDemand of(Scenarios scenarios, FleetForecast forecast) {
        Fleet fleet = scenarios.fleet();
        List<List<Integer>> silentByHost = new ArrayList<>();
        fleet.hosts().forEach(host -> silentByHost.add(new ArrayList<>()));
        boolean isAnySilent = false;
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (evidence(forecast, v) == Evidence.NONE) {
                silentByHost.get(fleet.hostIndexOf(v)).add(v);
                isAnySilent = true;
            }
        }
        if (!isAnySilent) {
            return new EvidencedDemand(scenarios, Set.of());
        }
        ScenarioDraft draft = ScenarioDraft.changing(scenarios);
        Set<HostId> doubtful = new HashSet<>();
        for (int h = 0; h < silentByHost.size(); h++) {
            List<Integer> silent = silentByHost.get(h);
            if (silent.isEmpty()) {
                continue;
            }
            silent.forEach(vm -> fill(draft, vm, new int[fleet.resources().size()]));
            if (!promise(scenarios, draft, h, silent)) {
                doubtful.add(fleet.hosts().get(h).id());
            }
        }
        return new EvidencedDemand(draft.build(), doubtful);
    }

    /** Lets the silent VMs of a host demand all they were promised, if it can serve that beside the others. */
    private static boolean promise(Scenarios scenarios, ScenarioDraft draft, int host, List<Integer> silent) {
        int resources = scenarios.fleet().resources().size();
        int[][] promised = new int[silent.size()][resources];
        for (int r = 0; r < resources; r++) {
            long sum = peakOfOthers(scenarios, r, host, silent);
            for (int i = 0; i < promised.length; i++) {
                double allocation =
                        scenarios.fleet().vms().get(silent.get(i)).allocation().value(r);
                double quanta = allocation / scenarios.quantum(r);
                if (!(allocation > 0) || quanta >= MOST_QUANTA) {
                    return false;
                }
                promised[i][r] = (int) quanta;
                sum += promised[i][r];
            }
            if (sum > Math.min(scenarios.usable(host, r), MOST_QUANTA)) {
                return false;
            }
        }
        for (int i = 0; i < promised.length; i++) {
            fill(draft, silent.get(i), promised[i]);
        }
        return true;
    }

    /** {@return the highest load of a host over steps and draws without its silent VMs, in quanta} */
    private static long peakOfOthers(Scenarios scenarios, int resource, int host, List<Integer> silent) {
        Fleet fleet = scenarios.fleet();
        Set<Integer> isSilent = new HashSet<>(silent);
        int[] load = new int[scenarios.blockLength()];
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (fleet.hostIndexOf(v) == host && !isSilent.contains(v)) {
                scenarios.addTo(v, resource, load, 0);
            }
        }
        return Arrays.stream(load).max().orElse(0);
    }

    private static void fill(ScenarioDraft draft, int vm, int[] quanta) {
        for (int r = 0; r < quanta.length; r++) {
            draft.fill(vm, r, quanta[r]);
        }
    }
}
