// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The series whose forecasts are worth looking at: those that vary most.
 *
 * @param subjects without duplicates; none of constant demand
 */
record FanSubjects(List<Subject> subjects) {

    private static final int CPU_SUBJECTS = 3;
    private static final int MOST_SAMPLES = 288;

    /**
     * One series.
     *
     * @param vm index in the workload
     * @param resource index in the workload
     */
    record Subject(int vm, int resource) {}

    /** {@return three VMs by CPU and one of the highest priority, and one for each other resource} */
    static FanSubjects of(Workload workload, SimulationSettings.IdleVms idleVms) {
        boolean[] stays = stays(workload, idleVms);
        Set<Subject> subjects = new LinkedHashSet<>();
        for (int r = 0; r < workload.resources().size(); r++) {
            List<Subject> byVariance = byVariance(workload, r, stays);
            if (workload.resources().get(r).equals(Resource.CPU)) {
                byVariance.stream().limit(CPU_SUBJECTS).forEach(subjects::add);
                byVariance.stream()
                        .min(Comparator.comparing(
                                subject -> vm(workload, subject).priority()))
                        .ifPresent(subjects::add);
            } else {
                byVariance.stream().limit(1).forEach(subjects::add);
            }
        }
        return new FanSubjects(new ArrayList<>(subjects));
    }

    /** A VM that ends early has forecasts until then only. */
    private static boolean[] stays(Workload workload, SimulationSettings.IdleVms idleVms) {
        boolean[] stays = new boolean[workload.vms().size()];
        Arrays.fill(stays, true);
        if (idleVms == SimulationSettings.IdleVms.LEAVE && workload.resources().contains(Resource.CPU)) {
            int cpu = workload.resources().indexOf(Resource.CPU);
            for (int vm = 0; vm < stays.length; vm++) {
                for (int step = 0; step < workload.steps(); step++) {
                    stays[vm] &= workload.demand(vm, cpu, step) > 0;
                }
            }
        }
        return stays;
    }

    private static List<Subject> byVariance(Workload workload, int resource, boolean[] stays) {
        record Varying(Subject subject, double variance) {}
        return IntStream.range(0, workload.vms().size())
                .filter(vm -> stays[vm])
                .mapToObj(vm -> new Varying(new Subject(vm, resource), variance(workload, vm, resource)))
                .filter(varying -> varying.variance > 0)
                .sorted(Comparator.comparingDouble(varying -> -varying.variance))
                .map(Varying::subject)
                .toList();
    }

    private static Vm vm(Workload workload, Subject subject) {
        return workload.vms().get(subject.vm());
    }

    /** By Welford's method, of samples that are spread over the whole time. */
    private static double variance(Workload workload, int vm, int resource) {
        int stride = Math.max(1, workload.steps() / MOST_SAMPLES);
        int count = 0;
        double mean = 0;
        double squares = 0;
        for (int step = 0; step < workload.steps(); step += stride) {
            double value = workload.demand(vm, resource, step);
            if (!Double.isNaN(value)) {
                count++;
                double delta = value - mean;
                mean += delta / count;
                squares += delta * (value - mean);
            }
        }
        return count == 0 ? 0 : squares / count;
    }
}
