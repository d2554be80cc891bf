// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import io.affinity.simulation.workload.Recording;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The VMs of a recording, each of one core, packed at random onto hosts of 6 to 12 VMs. A host's capacity is what its load
 * stays below in 90 % of the first half of the recording, so that contention is neither rare nor common, and nothing of the
 * second half is known.
 */
final class PackedHosts {

    private static final ResourceSet CPU = ResourceSet.of(Resource.CPU);

    private final Recording recording;
    private final List<int[]> vmsByHost;
    private final double[] capacity;

    PackedHosts(Recording recording, long seed) {
        this.recording = recording;
        this.vmsByHost = RandomPacking.of(recording.vms().size(), seed);
        this.capacity = new double[vmsByHost.size()];
        Arrays.setAll(capacity, this::capacityOf);
    }

    private double capacityOf(int host) {
        double[] loads = new double[firstOrigin()];
        Arrays.setAll(loads, t -> load(host, t));
        return HostCapacity.of(loads);
    }

    /** {@return the step at which the second half begins} */
    int firstOrigin() {
        return recording.steps() / 2;
    }

    int hosts() {
        return vmsByHost.size();
    }

    double capacity(int host) {
        return capacity[host];
    }

    /** {@return the VMs of a host, as rows of the recording} */
    int[] vms(int host) {
        return vmsByHost.get(host);
    }

    /** {@return what a VM demands at a step, in cores; a gap counts as nothing} */
    double demand(int vm, int step) {
        double value = recording.value(vm, 0, step);
        return Double.isNaN(value) ? 0 : value;
    }

    double load(int host, int step) {
        double load = 0;
        for (int vm : vmsByHost.get(host)) {
            load += demand(vm, step);
        }
        return load;
    }

    /** {@return hosts and VMs as a fleet, host after host in the order of their VMs} */
    Fleet fleet(Instant observedAt) {
        Fleet.Builder builder = Fleet.builder(observedAt);
        for (int h = 0; h < hosts(); h++) {
            builder.host(Host.of(new HostId("host-" + h), ResourceVector.of(CPU, capacity[h])));
        }
        for (int h = 0; h < hosts(); h++) {
            for (int vm : vms(h)) {
                builder.vm(
                        Vm.of(new VmId(recording.vms().get(vm)), ResourceVector.of(CPU, 1)), new HostId("host-" + h));
            }
        }
        return builder.build();
    }
}
