// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What forecasters are tried on: the demand of many VMs for one resource, on one grid, NaN where it is missing. Immutable and
 * thread-safe.
 */
public final class BacktestData {

    private final List<Vm> vms;
    private final Resource resource;
    private final List<TimeSeries> series;

    private BacktestData(List<Vm> vms, Resource resource, List<TimeSeries> series) {
        this.vms = vms;
        this.resource = resource;
        this.series = series;
    }

    /**
     * {@return the demand of these VMs for a resource}
     *
     * @param vms at least one, each once; a VM whose allocation does not have the resource, or is zero, may demand any amount of it
     * @param demand of all of them; at least one step
     * @throws IllegalArgumentException if there is no VM or no step, or a VM or the resource is not part of the demand
     */
    public static BacktestData of(List<Vm> vms, Resource resource, PastDemand demand) {
        if (vms.isEmpty() || demand.request().length() == 0) {
            throw new IllegalArgumentException("The demand of (" + vms.size() + ") VMs in ("
                    + demand.request().length() + ") steps must be that of at least one VM and step.");
        }
        ResourceSet only = ResourceSet.of(resource);
        List<Vm> judged = vms.stream().map(vm -> ofOne(vm, resource, only)).toList();
        return new BacktestData(
                judged,
                resource,
                vms.stream().map(vm -> demand.series(vm.id(), resource)).toList());
    }

    private static Vm ofOne(Vm vm, Resource resource, ResourceSet only) {
        double allocation =
                vm.allocation().resources().contains(resource) ? vm.allocation().value(resource) : 0;
        return new Vm(
                vm.id(),
                vm.name(),
                vm.tenant(),
                ResourceVector.of(only, allocation),
                vm.priority(),
                vm.memoryBytes(),
                vm.dirtyBytesPerSecond());
    }

    /** {@return the VMs, with an allocation of the one resource; the place in this list is a VM's index} */
    public List<Vm> vms() {
        return vms;
    }

    /** {@return the index of a VM, or -1 if it has none} */
    public int indexOf(VmId vm) {
        for (int v = 0; v < vms.size(); v++) {
            if (vms.get(v).id().equals(vm)) {
                return v;
            }
        }
        return -1;
    }

    public Resource resource() {
        return resource;
    }

    /** {@return the number of steps, at least 1} */
    public int steps() {
        return series.get(0).length();
    }

    /** {@return the distance of two steps} */
    public Duration step() {
        return series.get(0).step();
    }

    /** {@return the time of a step; steps from {@link #steps} on continue the grid} */
    public Instant timeOf(int step) {
        return series.get(0).timeOf(step);
    }

    /** {@return the demand of a VM, in the unit of the resource; NaN if it is missing} */
    public double value(int vm, int step) {
        return series.get(vm).value(step);
    }

    /** {@return all that is known of a VM} */
    public TimeSeries series(int vm) {
        return series.get(vm);
    }

    /** {@return the first step at which the demand of a VM is known; {@link #steps} if there is none} */
    int firstKnown(int vm) {
        TimeSeries known = series.get(vm);
        int first = 0;
        while (first < known.length() && Double.isNaN(known.value(first))) {
            first++;
        }
        return first;
    }

    /**
     * {@return what bounds the demand of a VM: what it was promised or, where that is more, the most that it demanded so far; infinite
     * where nothing was promised}
     *
     * @param most that it demanded so far
     */
    double upperBound(int vm, double most) {
        double promised = vms.get(vm).allocation().value(0);
        return promised > 0 ? Math.max(promised, most) : Double.POSITIVE_INFINITY;
    }
}
