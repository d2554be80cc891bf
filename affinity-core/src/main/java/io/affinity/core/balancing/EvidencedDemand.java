package io.affinity.core.balancing;

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
        int resources = fleet.resources().size();
        int[][] columns = new int[resources][];
        for (int r = 0; r < resources; r++) {
            columns[r] = scenarios.quanta(r).clone();
        }
        silentByHost.forEach(silent -> silent.forEach(vm -> fill(scenarios, columns, vm, new int[resources])));
        Set<HostId> doubtful = new HashSet<>();
        for (int h = 0; h < silentByHost.size(); h++) {
            List<Integer> silent = silentByHost.get(h);
            if (!silent.isEmpty() && !promise(scenarios, columns, h, silent)) {
                doubtful.add(fleet.hosts().get(h).id());
            }
        }
        return new EvidencedDemand(scenarios.withQuanta(columns), doubtful);
    }

    /** Lets the silent VMs of a host demand all they were promised, if it can serve that beside the others. */
    private static boolean promise(Scenarios scenarios, int[][] columns, int host, List<Integer> silent) {
        int[][] promised = new int[silent.size()][columns.length];
        for (int r = 0; r < columns.length; r++) {
            long sum = peak(scenarios, columns[r], host);
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
            fill(scenarios, columns, silent.get(i), promised[i]);
        }
        return true;
    }

    /** {@return the highest load of a host over steps and draws, in quanta} */
    private static long peak(Scenarios scenarios, int[] column, int host) {
        Fleet fleet = scenarios.fleet();
        long[] load = new long[scenarios.blockLength()];
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (fleet.hostIndexOf(v) == host) {
                for (int i = 0; i < load.length; i++) {
                    load[i] += column[scenarios.place(v) + i];
                }
            }
        }
        return Arrays.stream(load).max().orElse(0);
    }

    private static void fill(Scenarios scenarios, int[][] columns, int vm, int[] demand) {
        int from = scenarios.place(vm);
        for (int r = 0; r < columns.length; r++) {
            Arrays.fill(columns[r], from, from + scenarios.blockLength(), demand[r]);
        }
    }
}
