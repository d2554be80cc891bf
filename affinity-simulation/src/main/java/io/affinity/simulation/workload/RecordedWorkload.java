// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Plays a {@link Recording} as the demand of given VMs. Immutable and thread-safe; {@code with...} methods return changed
 * copies that share the recording.
 *
 * <p>Its resources are those of the VMs' allocations. A recorded fraction is multiplied with the allocation; a recorded
 * quantity is taken as it is, also where it exceeds the allocation. A resource that was not recorded has no demand, unless
 * {@link #withUnrecorded} says otherwise; one that no VM has an allocation of is left out.
 */
public final class RecordedWorkload implements Workload {

    private static final int NOT_RECORDED = -1;

    private final Recording recording;
    private final List<Vm> vms;
    private final ResourceSet resources;
    private final int[] recordedVm;
    private final int[] recordedResource;
    private final double[] unrecordedFraction;
    private final int historySteps;

    private RecordedWorkload(
            Recording recording, List<Vm> vms, int[] recordedVm, double[] unrecordedFraction, int historySteps) {
        this.recording = recording;
        this.vms = vms;
        this.resources = vms.get(0).allocation().resources();
        this.recordedVm = recordedVm;
        this.recordedResource = resources.resources().stream()
                .mapToInt(recording.resources().resources()::indexOf)
                .toArray();
        this.unrecordedFraction = unrecordedFraction;
        this.historySteps = historySteps;
    }

    /**
     * {@return the workload in which the first VM demands what was recorded for the first name, and so on, whatever the VMs
     * are called}
     *
     * @throws IllegalArgumentException if there is no VM, there are more than recorded, an id is there twice, or the
     *     allocations are over different resources
     */
    public static RecordedWorkload inOrder(Recording recording, List<Vm> vms) {
        if (vms.size() > recording.vms().size()) {
            throw new IllegalArgumentException(
                    "The number of VMs (" + vms.size() + ") must be at most the number recorded ("
                            + recording.vms().size() + ").");
        }
        int[] rows = new int[vms.size()];
        Arrays.setAll(rows, vm -> vm);
        return of(recording, vms, rows);
    }

    /**
     * {@return the workload in which each VM demands what was recorded under its id}
     *
     * @throws IllegalArgumentException if there is no VM, one was not recorded, an id is there twice, or the allocations
     *     are over different resources
     */
    public static RecordedWorkload byName(Recording recording, List<Vm> vms) {
        Map<String, Integer> index = new HashMap<>();
        recording.vms().forEach(name -> index.put(name, index.size()));
        int[] rows = new int[vms.size()];
        for (int vm = 0; vm < rows.length; vm++) {
            Integer row = index.get(vms.get(vm).id().value());
            if (row == null) {
                throw new IllegalArgumentException(
                        "The VM (" + vms.get(vm).id() + ") must be one that the recording has.");
            }
            rows[vm] = row;
        }
        return of(recording, vms, rows);
    }

    private static RecordedWorkload of(Recording recording, List<Vm> vms, int[] rows) {
        ResourceSet resources = WorkloadChecks.commonResources(vms);
        return new RecordedWorkload(recording, List.copyOf(vms), rows, new double[resources.size()], 0);
    }

    /**
     * {@return a copy in which a resource that was not recorded is demanded at a constant share of the allocation; 1 means
     * that, say, all memory is in use all the time}
     *
     * @param fraction 0 to 1
     * @throws IllegalArgumentException if the resource was recorded or the VMs have no allocation of it
     */
    public RecordedWorkload withUnrecorded(Resource resource, double fraction) {
        WorkloadChecks.fraction("fraction of the allocation of " + resource, fraction);
        int index = resources.indexOf(resource);
        if (recordedResource[index] != NOT_RECORDED) {
            throw new IllegalArgumentException(
                    "The resource (" + resource + ") must be one that was not recorded; recorded are "
                            + recording.resources().resources() + ".");
        }
        double[] fractions = unrecordedFraction.clone();
        fractions[index] = fraction;
        return new RecordedWorkload(recording, vms, recordedVm, fractions, historySteps);
    }

    /**
     * {@return a copy in which the first {@code steps} of the recording are the past, and step 0 comes after them}
     *
     * @param steps 0 to one less than recorded
     */
    public RecordedWorkload withHistory(int steps) {
        WorkloadChecks.within("number of history steps", steps, 0, recording.steps() - 1);
        return new RecordedWorkload(recording, vms, recordedVm, unrecordedFraction, steps);
    }

    @Override
    public ResourceSet resources() {
        return resources;
    }

    @Override
    public List<Vm> vms() {
        return vms;
    }

    @Override
    public Instant start() {
        return recording.start().plus(step().multipliedBy(historySteps));
    }

    @Override
    public Duration step() {
        return recording.step();
    }

    @Override
    public int steps() {
        return recording.steps() - historySteps;
    }

    @Override
    public int historySteps() {
        return historySteps;
    }

    @Override
    public double demand(int vm, int resource, int step) {
        int time = Objects.checkIndex(step + historySteps, recording.steps());
        int recorded = recordedResource[resource];
        ResourceVector allocation = vms.get(vm).allocation();
        if (recorded == NOT_RECORDED) {
            return unrecordedFraction[resource] * allocation.value(resource);
        }
        double value = recording.value(recordedVm[vm], recorded, time);
        return recording.measure() == Recording.Measure.QUANTITY ? value : value * allocation.value(resource);
    }
}
