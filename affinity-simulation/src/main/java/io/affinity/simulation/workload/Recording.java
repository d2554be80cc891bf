// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What VMs demanded, as a trace has it: one value for each VM, resource and step of a regular grid, NaN where nothing was
 * recorded. Immutable and thread-safe. Made by {@link Traces} and the readers of the single formats, or by {@link #of} from
 * what a reader of one's own has read; a {@link RecordedWorkload} plays it.
 */
public final class Recording {

    /** What the values of a recording mean. */
    public enum Measure {
        /** The share of the VM's allocation that is demanded; 1 is all of it. */
        FRACTION_OF_ALLOCATION,
        /** The quantity that is demanded, in the unit of the resource. */
        QUANTITY
    }

    private final List<String> vms;
    private final ResourceSet resources;
    private final Measure measure;
    private final Instant start;
    private final Duration step;
    private final int steps;
    private final double divisor;
    private final float[][] columns;
    private final double[] allocations;

    /**
     * @param columns by VM, then resource; each as long as the first; not copied
     * @param divisor turns a stored number into the value, so that percentages can be stored as they were written
     * @param allocations by VM, then resource; NaN where the trace does not say; not copied
     */
    Recording(
            List<String> vms,
            ResourceSet resources,
            Measure measure,
            Instant start,
            Duration step,
            double divisor,
            float[][] columns,
            double[] allocations) {
        this.vms = List.copyOf(vms);
        this.resources = resources;
        this.measure = measure;
        this.start = start;
        this.step = step;
        this.steps = columns[0].length;
        this.divisor = divisor;
        this.columns = columns;
        this.allocations = allocations;
    }

    /**
     * {@return a recording of these values}
     *
     * @param vms their names, distinct and not blank, at least one
     * @param measure what the values mean
     * @param start the time of step 0
     * @param step the distance of two steps, positive
     * @param columns a row of values for each VM and resource: all resources of the first VM, then those of the second, and
     *     so on; all equally long, at least one value; each finite and not negative, or NaN where nothing was recorded;
     *     copied
     * @param allocations what each VM was promised of each resource, in the order of {@code columns} and in the unit of the
     *     resource; finite and not negative, or NaN where nobody knows; copied
     * @throws IllegalArgumentException if any of that is not so; the message names the VM, the resource and the step
     */
    public static Recording of(
            List<String> vms,
            ResourceSet resources,
            Measure measure,
            Instant start,
            Duration step,
            float[][] columns,
            double[] allocations) {
        RecordingChecks.shape(vms, resources, step, columns, allocations);
        RecordingChecks.values(vms, resources, columns, allocations);
        float[][] copies = new float[columns.length][];
        Arrays.setAll(copies, c -> columns[c].clone());
        return new Recording(vms, resources, measure, start, step, 1, copies, allocations.clone());
    }

    /**
     * {@return the recording of some of its VMs, in this order; shares the values}
     *
     * @param names of VMs that it has, without duplicates, at least one
     * @throws IllegalArgumentException if there is no name, one is unknown, or one is there twice
     */
    public Recording only(List<String> names) {
        RecordingChecks.names(names);
        int width = resources.size();
        float[][] chosen = new float[names.size() * width][];
        double[] promised = new double[chosen.length];
        for (int v = 0; v < names.size(); v++) {
            int vm = vms.indexOf(names.get(v));
            if (vm < 0) {
                throw new IllegalArgumentException("The VM (" + names.get(v) + ") must be one that was recorded.");
            }
            System.arraycopy(columns, vm * width, chosen, v * width, width);
            System.arraycopy(allocations, vm * width, promised, v * width, width);
        }
        return new Recording(names, resources, measure, start, step, divisor, chosen, promised);
    }

    /** {@return the names of the VMs, without duplicates, at least one; the place in the list is a VM's index} */
    public List<String> vms() {
        return vms;
    }

    /** {@return the resources that were recorded} */
    public ResourceSet resources() {
        return resources;
    }

    public Measure measure() {
        return measure;
    }

    /** {@return the time of step 0} */
    public Instant start() {
        return start;
    }

    public Duration step() {
        return step;
    }

    /** {@return the number of steps, at least 1} */
    public int steps() {
        return steps;
    }

    /**
     * {@return the recorded value, finite and not negative, or NaN in a gap}
     *
     * @param vm index in {@link #vms()}
     * @param resource index in {@link #resources()}
     * @param time step, 0 to {@code steps() - 1}
     */
    public double value(int vm, int resource, int time) {
        return columns[column(vm, resource)][time] / divisor;
    }

    /** {@return what the VM was promised at most, in the unit of the resource; NaN if the trace does not say} */
    public double allocation(int vm, int resource) {
        return allocations[column(vm, resource)];
    }

    /** {@return the greatest recorded value; zero if all is gap} */
    public double peak(int vm, int resource) {
        float peak = 0;
        for (float value : columns[column(vm, resource)]) {
            peak = value > peak ? value : peak;
        }
        return peak / divisor;
    }

    /**
     * {@return a VM for each recorded one, by the same name and in the same order} Each is promised what the trace says;
     * where it says nothing, what {@code usual} has, or the recorded peak if that is a greater quantity.
     */
    public List<Vm> asVms(ResourceVector usual) {
        return IntStream.range(0, vms.size())
                .mapToObj(vm -> Vm.of(new VmId(vms.get(vm)), allocation(vm, usual)))
                .toList();
    }

    private ResourceVector allocation(int vm, ResourceVector usual) {
        ResourceVector allocation = usual;
        for (int r = 0; r < resources.size(); r++) {
            Resource resource = resources.get(r);
            if (usual.resources().contains(resource)) {
                allocation = allocation.with(resource, allocation(vm, r, usual.value(resource)));
            }
        }
        return allocation;
    }

    private double allocation(int vm, int resource, double usual) {
        double recorded = allocation(vm, resource);
        if (!Double.isNaN(recorded)) {
            return recorded;
        }
        return measure == Measure.QUANTITY ? Math.max(usual, peak(vm, resource)) : usual;
    }

    private int column(int vm, int resource) {
        return Objects.checkIndex(vm, vms.size()) * resources.size() + Objects.checkIndex(resource, resources.size());
    }
}
