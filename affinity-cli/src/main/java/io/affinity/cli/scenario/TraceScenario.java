// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.cli.trace.RecordedFleet;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.simulation.PublishedSetup;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.RecordedWorkload;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Traces;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.placement.ObjectiveWeights;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recorded demand. A day of PlanetLab runs in the published experiment ({@link PublishedSetup}); VMs of any other trace run on
 * generic hosts ({@link RecordedFleet}), and the first part of the recording is the past that telemetry knows.
 */
public final class TraceScenario {

    /** For the published experiment, which is about power: a host that is on is worth some migrations. */
    static final PredictiveSettings PUBLISHED = PredictiveSettings.builder()
            .weights(ObjectiveWeights.CONTENTION_ONLY.withActiveHost(14))
            .build();

    /** The share of CPU above the threshold of the reactive peer, which prediction keeps free likewise. */
    private static final double PUBLISHED_RESERVE = 0.2;

    private static final int PUBLISHED_HOSTS = 800;
    private static final int PUBLISHED_STEPS = 288;
    private static final double THRESHOLD = 0.8;
    private static final Duration LONGEST_HISTORY = Duration.ofDays(14);
    private static final List<Duration> SEASONS = List.of(Duration.ofDays(1), Duration.ofDays(7));

    /** What a VM is promised where the trace does not say. */
    private static final ResourceVector USUAL = ResourceVector.of(RecordedFleet.RESOURCES, 2, 8L << 30);

    private TraceScenario() {}

    /**
     * {@return the scenario of the trace at this path}
     *
     * @param hosts at least 1, or null for the published number or as many as the VMs need
     * @throws io.affinity.simulation.workload.TraceFormatException if the trace is missing or wrong
     * @throws IllegalArgumentException if its VMs do not fit on the hosts or it has no CPU
     */
    public static Scenario of(Path trace, @Nullable Integer hosts, long seed) {
        return of(
                String.valueOf(trace.getFileName()),
                Traces.open(trace),
                hosts,
                null,
                RecordedFleet.Placing.SPREAD,
                seed);
    }

    /**
     * {@return the scenario of this recording}
     *
     * @param name of the trace, for people
     * @param hosts at least 1, or null for the published number or as many as the VMs need
     * @param history how much of the recording is the past, zero or more and shorter than it; or null for none where it is a
     *     day of PlanetLab, and otherwise the first half, up to 14 days
     * @param placing of VMs in the beginning; that of a day of PlanetLab is as published
     * @throws IllegalArgumentException if the VMs do not fit on the hosts, there is no CPU, or the history is too long
     */
    public static Scenario of(
            String name,
            Recording recording,
            @Nullable Integer hosts,
            @Nullable Duration history,
            RecordedFleet.Placing placing,
            long seed) {
        requireCpu(name, recording);
        int past = historySteps(recording, history);
        return isPlanetLabDay(recording)
                ? published(recording, hosts == null ? PUBLISHED_HOSTS : hosts, seed)
                : generic(name, recording, hosts, past, placing, seed);
    }

    /**
     * {@return the scenario of the trace at this path as of its last step, all others being the past}. A day of PlanetLab is one like any
     * other here.
     *
     * @throws io.affinity.simulation.workload.TraceFormatException if the trace is missing or wrong
     * @throws IllegalArgumentException if a VM is larger than any host, or there is no CPU
     */
    public static Scenario atItsEnd(Path trace) {
        Recording recording = Traces.open(trace);
        String name = String.valueOf(trace.getFileName());
        requireCpu(name, recording);
        return generic(name, recording, null, recording.steps() - 1, RecordedFleet.Placing.PACKED, 1);
    }

    private static void requireCpu(String name, Recording recording) {
        if (!recording.resources().contains(Resource.CPU)) {
            throw new IllegalArgumentException("The trace (" + name + ") must have CPU; it has "
                    + recording.resources().resources() + ".");
        }
    }

    /** What is demanded most at one step that is simulated, of what was recorded. */
    private static ResourceVector peaks(RecordedWorkload workload, Recording recording) {
        double[] peaks = new double[RecordedFleet.RESOURCES.size()];
        for (int r = 0; r < peaks.length; r++) {
            Resource resource = RecordedFleet.RESOURCES.get(r);
            peaks[r] = recording.resources().contains(resource) ? peak(workload, resource) : 0;
        }
        return ResourceVector.of(RecordedFleet.RESOURCES, peaks);
    }

    private static double peak(RecordedWorkload workload, Resource resource) {
        int r = workload.resources().indexOf(resource);
        double peak = 0;
        for (int step = 0; step < workload.steps(); step++) {
            double sum = 0;
            for (int vm = 0; vm < workload.vms().size(); vm++) {
                double demand = workload.demand(vm, r, step);
                sum += Double.isNaN(demand) ? 0 : demand;
            }
            peak = Math.max(peak, sum);
        }
        return peak;
    }

    static int usualHistory(Recording recording) {
        return (int) Math.min(recording.steps() / 2, LONGEST_HISTORY.dividedBy(recording.step()));
    }

    private static int historySteps(Recording recording, @Nullable Duration history) {
        if (isPlanetLabDay(recording) && history != null && !history.isZero()) {
            throw new IllegalArgumentException(
                    "The history (" + history + ") of a day of PlanetLab must be none, as published.");
        }
        if (history == null) {
            return usualHistory(recording);
        }
        long steps = history.dividedBy(recording.step());
        if (steps < 0 || steps >= recording.steps()) {
            throw new IllegalArgumentException("The history (" + history + ") must be shorter than the recording ("
                    + recording.step().multipliedBy(recording.steps()) + ") and not negative.");
        }
        return (int) steps;
    }

    /** {@return whether the recording is of the kind that runs in the published experiment} */
    public static boolean isPlanetLabDay(Recording recording) {
        return recording.measure() == Recording.Measure.FRACTION_OF_ALLOCATION
                && recording.resources().equals(ResourceSet.of(Resource.CPU))
                && recording.steps() == PUBLISHED_STEPS;
    }

    private static Scenario published(Recording recording, int hosts, long seed) {
        PublishedSetup setup = PublishedSetup.of(recording, hosts);
        MigrationLimits limits = PublishedSetup.limits();
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), limits);
        return new Scenario(
                "PlanetLab, " + LocalDate.ofInstant(recording.start(), ZoneOffset.UTC),
                List.of(
                        new Scenario.Fact("Set-up", "as published by Beloglazov and Buyya 2012"),
                        new Scenario.Fact("Hosts", hosts + ", HP ProLiant ML110 G4 and G5 in turn"),
                        new Scenario.Fact("VMs", recording.vms().size() + ", of four sizes"),
                        new Scenario.Fact("Time", "one day in steps of five minutes, without history"),
                        new Scenario.Fact("Empty hosts", "sleep")),
                withReserve(setup.fleet()),
                setup.workload(),
                setup.settings(),
                limits,
                SEASONS,
                PUBLISHED.toBuilder().seed(seed).build(),
                () -> ThresholdBalancer.consolidating(THRESHOLD, PublishedSetup::power, planner),
                List.of(),
                new NothingKnown());
    }

    private static Fleet withReserve(Fleet fleet) {
        Fleet.Builder reserved = Fleet.builder(fleet.observedAt());
        fleet.hosts().forEach(host -> reserved.host(host.withReserve(Resource.CPU, PUBLISHED_RESERVE)));
        fleet.vms().forEach(vm -> reserved.vm(vm, fleet.placement().hostOf(vm.id())));
        return reserved.build();
    }

    private static Scenario generic(
            String name,
            Recording recording,
            @Nullable Integer hostCount,
            int history,
            RecordedFleet.Placing placing,
            long seed) {
        List<Vm> vms = recording.asVms(USUAL);
        RecordedWorkload workload = RecordedWorkload.inOrder(recording, vms).withHistory(history);
        if (!recording.resources().contains(Resource.MEMORY)) {
            workload = workload.withUnrecorded(Resource.MEMORY, 1);
        }
        Fleet fleet = RecordedFleet.of(workload.start(), vms, placing, peaks(workload, recording), hostCount);
        MigrationLimits limits = MigrationLimits.DEFAULT;
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), limits);
        return new Scenario(
                "Trace " + name,
                List.of(
                        new Scenario.Fact(
                                "Hosts",
                                fleet.hosts().size() + ", of "
                                        + RecordedFleet.size(
                                                fleet.hosts().get(0).capacity())),
                        new Scenario.Fact(
                                "VMs",
                                vms.size()
                                        + (placing == RecordedFleet.Placing.SPREAD
                                                ? ", each put on the host that had promised least"
                                                : ", first fit")),
                        new Scenario.Fact(
                                "Time",
                                workload.steps() + " steps of "
                                        + workload.step().toSeconds() + " s, after " + history + " of history"),
                        new Scenario.Fact("Resources", "CPU and memory; others of the trace are left out")),
                fleet,
                workload,
                SimulationSettings.DEFAULT,
                limits,
                SEASONS,
                PredictiveSettings.builder()
                        .weights(ObjectiveWeights.CONTENTION_ONLY)
                        .seed(seed)
                        .build(),
                () -> ThresholdBalancer.spreading(THRESHOLD, planner),
                TraceLength.remarks(workload),
                new NothingKnown());
    }
}
