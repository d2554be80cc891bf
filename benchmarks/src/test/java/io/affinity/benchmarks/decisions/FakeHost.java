// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.core.balancing.HostDemand;
import io.affinity.core.balancing.VmDemand;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A host of so many cores and 100 GB, with VMs as a test wants them. */
final class FakeHost implements HostDemand {

    static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    static final double MEMORY = 100e9;

    private final Host host;
    private final List<VmDemand> vms = new ArrayList<>();

    FakeHost(double cores) {
        this.host = Host.of(new HostId("a"), ResourceVector.of(RESOURCES, cores, MEMORY));
    }

    /** Adds a VM of one GB that demands the newest of these cores now. */
    FakeHost vm(double promisedCores, double... newestFirst) {
        return vmWithMemory(promisedCores, 1e9, 0, newestFirst);
    }

    /** Adds a VM; its demand for memory never changed. */
    FakeHost vmWithMemory(double promisedCores, double memoryBytes, double memoryDemand, double... newestFirst) {
        Vm vm = Vm.of(new VmId("v" + vms.size()), ResourceVector.of(RESOURCES, promisedCores, memoryBytes));
        vms.add(new FakeVm(vm, memoryDemand, newestFirst));
        return this;
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public List<VmDemand> vms() {
        return vms;
    }

    @Override
    public double estimate(int resource) {
        return vms.stream().mapToDouble(vm -> vm.estimate(resource)).sum();
    }

    /** What the test wrote down, and nothing known before. */
    private record FakeVm(Vm vm, double memoryDemand, double[] newestFirst) implements VmDemand {

        @Override
        public double estimate(int resource) {
            return resource == 0 ? newestFirst[0] : memoryDemand;
        }

        @Override
        public double[] past(int resource, int steps) {
            double[] past = new double[steps];
            Arrays.fill(past, Double.NaN);
            for (int back = 0; back < Math.min(steps, newestFirst.length); back++) {
                past[back] = resource == 0 ? newestFirst[back] : memoryDemand;
            }
            return past;
        }
    }
}
