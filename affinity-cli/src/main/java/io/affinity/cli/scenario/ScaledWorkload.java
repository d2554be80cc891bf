// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.simulation.workload.Workload;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A workload in which one VM is so many times as large, and demands as much more. */
final class ScaledWorkload implements Workload {

    private final Workload workload;
    private final int scaled;
    private final double factor;
    private final List<Vm> vms;

    ScaledWorkload(Workload workload, int scaled, double factor) {
        this.workload = workload;
        this.scaled = scaled;
        this.factor = factor;
        List<Vm> changed = new ArrayList<>(workload.vms());
        changed.set(scaled, scaled(changed.get(scaled)));
        this.vms = List.copyOf(changed);
    }

    private Vm scaled(Vm vm) {
        ResourceVector allocation = vm.allocation();
        for (int r = 0; r < allocation.resources().size(); r++) {
            allocation = allocation.with(
                    allocation.resources().get(r), factor * vm.allocation().value(r));
        }
        return new Vm(
                vm.id(),
                vm.name(),
                vm.tenant(),
                allocation,
                vm.priority(),
                factor * vm.memoryBytes(),
                factor * vm.dirtyBytesPerSecond());
    }

    @Override
    public ResourceSet resources() {
        return workload.resources();
    }

    @Override
    public List<Vm> vms() {
        return vms;
    }

    @Override
    public Instant start() {
        return workload.start();
    }

    @Override
    public Duration step() {
        return workload.step();
    }

    @Override
    public int steps() {
        return workload.steps();
    }

    @Override
    public int historySteps() {
        return workload.historySteps();
    }

    @Override
    public double demand(int vm, int resource, int step) {
        double demand = workload.demand(vm, resource, step);
        return vm == scaled ? factor * demand : demand;
    }

    @Override
    public List<Covariate> covariates(VmId vm) {
        return workload.covariates(vm);
    }
}
