// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.core.balancing.HostDemand;
import io.affinity.core.balancing.VmDemand;
import io.affinity.spi.model.Resource;
import java.util.Arrays;

/** CPU of a host and its past as the published rules see it: that of the VMs it has now, wherever they were before. */
final class CpuPast {

    /** As many utilizations as CloudSim keeps of a VM. */
    static final int KEPT = 30;

    private CpuPast() {}

    /** {@return the index of CPU among the host's resources, or of the first resource where there is no CPU} */
    static int index(HostDemand host) {
        var resources = host.host().capacity().resources();
        return resources.contains(Resource.CPU) ? resources.indexOf(Resource.CPU) : 0;
    }

    /** {@return what the VMs demand as a share of capacity} */
    static double utilization(HostDemand host) {
        int cpu = index(host);
        return host.estimate(cpu) / host.host().capacity().value(cpu);
    }

    /**
     * {@return what the VMs demanded in each of the last steps as a share of capacity, the newest first; at most
     * {@value #KEPT}, without the zeros before the first demand, but at least one} A missing value counts as no demand.
     */
    static double[] of(HostDemand host) {
        int cpu = index(host);
        double capacity = host.host().capacity().value(cpu);
        double[] sums = new double[KEPT];
        for (VmDemand vm : host.vms()) {
            double[] past = vm.past(cpu, KEPT);
            for (int back = 0; back < KEPT; back++) {
                sums[back] += Double.isNaN(past[back]) ? 0 : past[back] / capacity;
            }
        }
        int length = KEPT;
        while (length > 1 && sums[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(sums, length);
    }
}
