// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import io.affinity.benchmarks.contention.HostCapacity;
import java.util.List;

/**
 * The loads that hosts had in the past. A host's capacity is what its load stays below in 90 % of the steps before the first
 * origin, as in {@code bench contention}; there a gap counts as nothing.
 */
final class PackedLoads {

    private final double[][] carried;
    private final double[] capacity;
    private final int window;

    /** @param window how many steps of the past are looked at, at most */
    PackedLoads(ReplayedDemand demand, List<int[]> hosts, int firstOrigin, int window) {
        this.window = window;
        this.carried = new double[demand.vms().size()][demand.steps()];
        for (int vm = 0; vm < carried.length; vm++) {
            carry(demand, vm);
        }
        this.capacity = hosts.stream()
                .mapToDouble(vms -> capacity(demand, vms, firstOrigin))
                .toArray();
    }

    /** In a gap a VM is taken to do what it did last, and before its first measurement nothing. */
    private void carry(ReplayedDemand demand, int vm) {
        double latest = 0;
        for (int t = 0; t < demand.steps(); t++) {
            double value = demand.value(vm, t);
            latest = Double.isNaN(value) ? latest : value;
            carried[vm][t] = latest;
        }
    }

    private static double capacity(ReplayedDemand demand, int[] vms, int firstOrigin) {
        double[] loads = new double[firstOrigin];
        for (int t = 0; t < firstOrigin; t++) {
            for (int vm : vms) {
                double value = demand.value(vm, t);
                loads[t] += Double.isNaN(value) ? 0 : value;
            }
        }
        return HostCapacity.of(loads);
    }

    /** {@return the capacity of a host, in the unit of the resource} */
    double capacity(int host) {
        return capacity[host];
    }

    /** {@return what these VMs together demanded in the steps up to an origin, the newest last} */
    double[] until(int[] vms, int count, int origin) {
        double[] loads = new double[Math.min(window, origin + 1)];
        for (int i = 0; i < count; i++) {
            double[] values = carried[vms[i]];
            for (int t = 0; t < loads.length; t++) {
                loads[t] += values[origin + 1 - loads.length + t];
            }
        }
        return loads;
    }
}
