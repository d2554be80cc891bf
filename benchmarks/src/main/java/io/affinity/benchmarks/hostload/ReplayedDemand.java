// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import io.affinity.simulation.workload.Recording;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each VM demanded of one resource, on a regular grid.
 *
 * @param name of where it comes from, for a table
 * @param vms with what each was promised, zero where that is not known
 * @param values by VM, then step; NaN in a gap; not copied
 */
record ReplayedDemand(String name, Resource resource, List<Vm> vms, Instant start, Duration step, double[][] values) {

    ReplayedDemand {
        vms = List.copyOf(vms);
    }

    /**
     * {@return what was recorded}
     *
     * @param resource by name; null for the first
     * @throws IllegalArgumentException if the recording does not have the resource
     */
    static ReplayedDemand of(String name, Recording recording, @Nullable String resource) {
        int r = resource == null ? 0 : indexOf(resource, recording.resources());
        List<Vm> vms = new ArrayList<>();
        double[][] values = new double[recording.vms().size()][recording.steps()];
        for (int vm = 0; vm < values.length; vm++) {
            vms.add(vm(recording.vms().get(vm), recording.resources().get(r), promised(recording, vm, r)));
            for (int t = 0; t < values[vm].length; t++) {
                values[vm][t] = recording.value(vm, r, t);
            }
        }
        return new ReplayedDemand(name, recording.resources().get(r), vms, recording.start(), recording.step(), values);
    }

    /** {@return a VM of normal priority} */
    static Vm vm(String id, Resource resource, double promised) {
        return Vm.of(new VmId(id), ResourceVector.of(ResourceSet.of(resource), promised));
    }

    private static double promised(Recording recording, int vm, int resource) {
        double allocation = recording.allocation(vm, resource);
        if (!Double.isNaN(allocation)) {
            return allocation;
        }
        return recording.measure() == Recording.Measure.FRACTION_OF_ALLOCATION ? 1 : 0;
    }

    private static int indexOf(String resource, ResourceSet resources) {
        List<String> names = resources.resources().stream().map(Resource::name).toList();
        if (!names.contains(resource)) {
            throw new IllegalArgumentException("The resource (" + resource + ") must be one of " + names + ".");
        }
        return names.indexOf(resource);
    }

    /** {@return the first so many steps of it, or all} */
    ReplayedDemand first(int steps) {
        double[][] first = new double[values.length][];
        Arrays.setAll(first, vm -> Arrays.copyOf(values[vm], Math.min(steps, values[vm].length)));
        return new ReplayedDemand(name, resource, vms, start, step, first);
    }

    int steps() {
        return values[0].length;
    }

    double value(int vm, int step) {
        return values[vm][step];
    }
}
