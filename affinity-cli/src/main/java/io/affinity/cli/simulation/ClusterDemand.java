// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.output.ResourceText;
import io.affinity.cli.output.TimeText;
import io.affinity.cli.report.DemandLine;
import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What all VMs of a scenario together demand over time, whatever the policy, against what all hosts have. No placement helps
 * where that is too much.
 *
 * @param peaks one for each resource, in the order of their indexes
 */
public record ClusterDemand(List<Peak> peaks, List<DemandLine> lines) {

    private static final int MOST_POINTS = 672;

    /** Resources that are this far from being short are not worth a word. */
    private static final double WORTH_A_WORD = 0.001;

    public ClusterDemand {
        peaks = List.copyOf(peaks);
        lines = List.copyOf(lines);
    }

    /**
     * The highest demand for one resource.
     *
     * @param demand of all VMs then
     * @param capacity of all hosts
     * @param at when
     */
    public record Peak(Resource resource, double demand, double capacity, Instant at) {

        /** {@return demand as a share of capacity} */
        public double share() {
            return demand / capacity;
        }
    }

    /** {@return the demand of this scenario} */
    public static ClusterDemand of(Scenario scenario) {
        Workload workload = scenario.workload();
        double[][] sums = sums(workload);
        List<Peak> peaks = new ArrayList<>();
        List<DemandLine> lines = new ArrayList<>();
        for (int r = 0; r < sums.length; r++) {
            Resource resource = workload.resources().get(r);
            int highest = highest(sums[r]);
            double capacity = capacity(scenario, r, false);
            peaks.add(new Peak(resource, sums[r][highest], capacity, time(workload, highest)));
            if (capacity > 0 && Double.isFinite(capacity)) {
                lines.add(line(workload, resource, capacity, capacity(scenario, r, true), sums[r]));
            }
        }
        return new ClusterDemand(peaks, lines);
    }

    private static double[][] sums(Workload workload) {
        double[][] sums = new double[workload.resources().size()][workload.steps()];
        for (int vm = 0; vm < workload.vms().size(); vm++) {
            for (int r = 0; r < sums.length; r++) {
                HeldDemand held = new HeldDemand(workload, vm, r);
                for (int step = 0; step < workload.steps(); step++) {
                    sums[r][step] += held.at(step);
                }
            }
        }
        return sums;
    }

    private static double capacity(Scenario scenario, int resource, boolean isUsable) {
        return scenario.fleet().hosts().stream()
                .filter(host -> host.state() != HostState.UNAVAILABLE)
                .mapToDouble(host -> isUsable ? host.usable(resource) : whole(host, resource))
                .sum();
    }

    private static double whole(Host host, int resource) {
        return host.capacity().value(resource);
    }

    private static int highest(double[] values) {
        int highest = 0;
        for (int i = 1; i < values.length; i++) {
            highest = values[i] > values[highest] ? i : highest;
        }
        return highest;
    }

    private static Instant time(Workload workload, int step) {
        return workload.start().plus(workload.step().multipliedBy(step));
    }

    private static DemandLine line(
            Workload workload, Resource resource, double capacity, double usable, double[] values) {
        int width = (values.length + MOST_POINTS - 1) / MOST_POINTS;
        List<Instant> times = new ArrayList<>();
        List<Double> highest = new ArrayList<>();
        for (int from = 0; from < values.length; from += width) {
            times.add(time(workload, from));
            highest.add(Arrays.stream(values, from, Math.min(values.length, from + width))
                    .max()
                    .orElseThrow());
        }
        return new DemandLine(resource.name(), resource.unit(), capacity, usable, times, highest);
    }

    /** {@return what the peaks are, and what follows where one is more than there is} */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        List<String> parts = peaks.stream()
                .filter(peak -> peak.capacity() > 0 && peak.share() >= WORTH_A_WORD)
                .map(peak -> ResourceText.ofAll(peak.demand(), peak.capacity(), peak.resource())
                        + (peak.resource().equals(Resource.CPU) ? "" : " of " + ResourceText.of(peak.resource()))
                        + String.format(Locale.ROOT, " (%.0f %%)", 100 * peak.share()))
                .toList();
        if (!parts.isEmpty()) {
            sentences.add("Demand peaks at " + joined(parts) + ".");
        }
        peaks.stream()
                .filter(peak -> peak.capacity() > 0 && peak.share() > 1)
                .forEach(peak -> sentences.add("That is more " + ResourceText.of(peak.resource())
                        + " than all hosts together have, on " + TimeText.of(peak.at())
                        + ": no placement helps against it; more hosts do."));
        return sentences;
    }

    private static String joined(List<String> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.get(parts.size() - 1);
    }
}
