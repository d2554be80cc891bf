// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.simulation.workload.Workload;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Demand as the test writes it down: CPU by VM and step; of other resources nothing, unless a share of all is in use. */
final class TableWorkload implements Workload {

    private final Duration step;
    private final List<Vm> vms = new ArrayList<>();
    private final List<double[]> cpu = new ArrayList<>();
    private double memoryShare;

    TableWorkload(Duration step) {
        this.step = step;
    }

    /** Adds a VM that demands these cores, one value a step. */
    TableWorkload vm(Vm vm, double... cores) {
        vms.add(vm);
        cpu.add(cores);
        return this;
    }

    /** Adds a VM that always demands the same. */
    TableWorkload steady(Vm vm, int steps, double cores) {
        double[] values = new double[steps];
        Arrays.fill(values, cores);
        return vm(vm, values);
    }

    /** Of the memory that a VM was promised, it uses this share all the time. */
    TableWorkload withMemory(double share) {
        memoryShare = share;
        return this;
    }

    @Override
    public ResourceSet resources() {
        return Small.RESOURCES;
    }

    @Override
    public List<Vm> vms() {
        return List.copyOf(vms);
    }

    @Override
    public Instant start() {
        return Small.START;
    }

    @Override
    public Duration step() {
        return step;
    }

    @Override
    public int steps() {
        return cpu.get(0).length;
    }

    @Override
    public int historySteps() {
        return 0;
    }

    @Override
    public double demand(int vm, int resource, int time) {
        return resource == 0
                ? cpu.get(vm)[time]
                : memoryShare * vms.get(vm).allocation().value(resource);
    }
}
