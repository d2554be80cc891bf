// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.simulation.workload.DemandPattern.CronJob;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Demand made from patterns. Immutable and thread-safe.
 *
 * <p>Demand is a function of the seed, the VM's id, the name and profile of its group, the resource, the start, the length
 * of a step, and the step alone: other VMs, more steps and a longer history change nothing. It is the same on every
 * platform. It is never negative and never above the VM's allocation. It has no gaps.
 *
 * <p>All values are computed when it is built and held as floats: 4 bytes for each VM, resource and step.
 */
public final class GeneratedWorkload implements Workload {

    private final List<Vm> vms;
    private final ResourceSet resources;
    private final Instant start;
    private final Duration step;
    private final int steps;
    private final int historySteps;
    private final float[][] shares;
    private final Map<VmId, List<Covariate>> covariates;

    private GeneratedWorkload(Builder builder, List<GroupMember> members) {
        this.vms = members.stream().map(GroupMember::vm).toList();
        this.resources = WorkloadChecks.commonResources(vms);
        this.start = builder.start;
        this.step = builder.step;
        this.steps = builder.steps;
        this.historySteps = builder.historySteps;
        StepGrid grid = new StepGrid(start.getEpochSecond(), step.toSeconds(), -historySteps, steps);
        this.shares = new float[vms.size() * resources.size()][];
        // Each task fills the rows of its own VM, so that the number of threads does not matter.
        IntStream.range(0, vms.size())
                .parallel()
                .forEach(vm -> members.get(vm).generate(builder.seed, grid, resources, shares, vm * resources.size()));
        this.covariates = new HashMap<>();
        members.forEach(member ->
                covariates.put(member.vm().id(), covariates(member.group().profile())));
    }

    private List<Covariate> covariates(DemandProfile profile) {
        List<Covariate> known = new ArrayList<>();
        for (CronJob job : profile.jobs()) {
            known.add(new JobCovariate(job, step));
        }
        return List.copyOf(known);
    }

    /**
     * Starts a workload.
     *
     * @param start time of step 0, a whole second
     * @param steps how many there are from the start on, at least 1
     */
    public static Builder builder(Instant start, int steps) {
        if (!start.equals(start.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("The start (" + start + ") must be a whole second.");
        }
        WorkloadChecks.within("number of steps", steps, 1, Integer.MAX_VALUE);
        return new Builder(start, steps);
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
        return start;
    }

    @Override
    public Duration step() {
        return step;
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public int historySteps() {
        return historySteps;
    }

    @Override
    public double demand(int vm, int resource, int time) {
        Objects.checkIndex(resource, resources.size());
        return shares[vm * resources.size() + resource][time + historySteps]
                * vms.get(vm).allocation().value(resource);
    }

    /** {@return the jobs of the VM: 1 for a step that the job runs in, also for a part of it, else 0; empty for a VM that
     * is not part of the workload} */
    @Override
    public List<Covariate> covariates(VmId vm) {
        return covariates.getOrDefault(vm, List.of());
    }

    /** Collects groups of VMs; not thread-safe. */
    public static final class Builder {

        private final Instant start;
        private final int steps;
        private final List<GroupMember> members = new ArrayList<>();
        private final Set<String> groups = new LinkedHashSet<>();
        private Duration step = Duration.ofMinutes(5);
        private int historySteps;
        private long seed;

        private Builder(Instant start, int steps) {
            this.start = start;
            this.steps = steps;
        }

        /** Sets what all random numbers come from; 0 by default. */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /** Sets the length of a step, whole seconds, positive; 5 minutes by default. */
        public Builder step(Duration newStep) {
            WorkloadChecks.positive("step", newStep);
            if (!newStep.equals(newStep.truncatedTo(ChronoUnit.SECONDS))) {
                throw new IllegalArgumentException("The step (" + newStep + ") must be of whole seconds.");
            }
            step = newStep;
            return this;
        }

        /** Sets how many steps before the start there are; zero or more, none by default. */
        public Builder history(int newHistorySteps) {
            WorkloadChecks.within("number of history steps", newHistorySteps, 0, Integer.MAX_VALUE - steps);
            historySteps = newHistorySteps;
            return this;
        }

        /**
         * Adds VMs that behave alike and share what the profile shares.
         *
         * @param name unique in the workload
         */
        public Builder group(String name, DemandProfile profile, List<Vm> vms) {
            WorkloadChecks.name("group name", name);
            if (!groups.add(name)) {
                throw new IllegalArgumentException("Two groups have the name (" + name + ").");
            }
            VmGroup group = new VmGroup(name, profile);
            vms.forEach(vm -> members.add(new GroupMember(vm, group)));
            return this;
        }

        /**
         * Computes all demand.
         *
         * @throws IllegalArgumentException if there is no VM, an id is there twice, or the allocations are over different
         *     resources
         */
        public GeneratedWorkload build() {
            return new GeneratedWorkload(this, List.copyOf(members));
        }
    }
}
