// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.cli.cluster.ClusterPast;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.output.Counted;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.RecordedWorkload;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An operator's own cluster as it is now, with its hosts, its placement and its rules, under demand that was recorded. */
public final class ClusterScenario {

    private ClusterScenario() {}

    /**
     * {@return the scenario of what the record of the loop, metrics stores and plug-ins know}
     *
     * @param name of the file, for people
     * @param seen the cluster as it is now
     * @param end until when demand is looked at
     * @throws IllegalArgumentException if nothing is known of its demand
     * @throws io.affinity.spi.inventory.TelemetryException if it cannot be asked for
     */
    public static Scenario ofPast(ClusterFile file, String name, Fleet seen, ClusterPast past, Instant end, long seed) {
        Fleet fleet = OnlineHosts.of(seen);
        List<String> notes = new ArrayList<>(OnlineHosts.remarks(seen));
        Recording recording = ClusterRecording.of(past, fleet, end);
        notes.addAll(past.notes());
        return of(file, name, fleet, FleetRecording.of(recording, fleet), notes, "what is known of it", seed);
    }

    /**
     * {@return the scenario of a trace, whose VMs are those of the cluster by their names or ids}
     *
     * @param name of the file, for people
     * @param seen the cluster as it is now
     * @param source of the recording, for people
     * @throws IllegalArgumentException if it is of no VM of the cluster, or has no CPU
     */
    public static Scenario ofTrace(
            ClusterFile file, String name, Fleet seen, Recording recording, String source, long seed) {
        Fleet fleet = OnlineHosts.of(seen);
        return of(
                file,
                name,
                fleet,
                FleetRecording.of(recording, fleet),
                OnlineHosts.remarks(seen),
                "the trace " + source,
                seed);
    }

    private static Scenario of(
            ClusterFile file,
            String name,
            Fleet fleet,
            FleetRecording recorded,
            List<String> notes,
            String source,
            long seed) {
        int history = TraceScenario.usualHistory(recorded.recording());
        RecordedWorkload workload =
                RecordedWorkload.inOrder(recorded.recording(), fleet.vms()).withHistory(history);
        requireHorizon(file, workload, source);
        if (fleet.resources().contains(Resource.MEMORY)
                && !recorded.recording().resources().contains(Resource.MEMORY)) {
            workload = workload.withUnrecorded(Resource.MEMORY, 1);
        }
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), file.limits());
        List<String> remarks = new ArrayList<>(notes);
        remarks.addAll(recorded.remarks());
        remarks.addAll(TraceLength.remarks(workload));
        return new Scenario(
                "Cluster of " + name,
                facts(fleet, workload, source),
                at(fleet, workload.start()),
                workload,
                SimulationSettings.DEFAULT,
                file.limits(),
                file.loop().seasons(),
                file.settings().toBuilder().seed(seed).build(),
                () -> ThresholdBalancer.spreading(file.loop().reactiveThreshold(), planner),
                remarks,
                new NothingKnown());
    }

    private static void requireHorizon(ClusterFile file, RecordedWorkload workload, String source) {
        Duration horizon = file.settings().horizon();
        if (horizon.compareTo(workload.step()) < 0) {
            throw new IllegalArgumentException("prediction.horizon of the cluster file (" + horizon.toSeconds()
                    + " s) must be at least a step of " + source + " ("
                    + workload.step().toSeconds() + " s).");
        }
    }

    private static List<Scenario.Fact> facts(Fleet fleet, Workload workload, String source) {
        return List.of(
                new Scenario.Fact("Hosts", fleet.hosts().size() + ", as they are"),
                new Scenario.Fact("VMs", fleet.vms().size() + ", where they run now"),
                new Scenario.Fact("Policies", String.valueOf(fleet.policies().size())),
                new Scenario.Fact("Demand", source),
                new Scenario.Fact(
                        "Time",
                        workload.steps() + " steps of " + workload.step().toSeconds() + " s, after "
                                + workload.historySteps() + " of history"));
    }

    private static Fleet at(Fleet fleet, Instant start) {
        return OnlineHosts.copy(fleet, start, fleet.hosts());
    }

    /** Hosts of which nothing is known have no place in a simulation, and the VMs that may run there neither. */
    private static final class OnlineHosts {

        private OnlineHosts() {}

        static Fleet of(Fleet seen) {
            List<Host> there =
                    seen.hosts().stream().filter(OnlineHosts::isThere).toList();
            Fleet fleet = copy(seen, seen.observedAt(), there);
            if (fleet.vms().isEmpty()) {
                throw new IllegalArgumentException(
                        "There is no VM on any host that answers: nothing can be simulated.");
            }
            return fleet;
        }

        static boolean isThere(Host host) {
            return host.state() != HostState.UNAVAILABLE && host.isCapacityKnown();
        }

        static Fleet copy(Fleet seen, Instant at, List<Host> hosts) {
            Fleet.Builder fleet = Fleet.builder(at)
                    .topology(seen.topology())
                    .hosts(hosts)
                    .policies(seen.policies())
                    .budgets(seen.budgets())
                    .holds(seen.holds());
            for (Vm vm : seen.vms()) {
                if (hosts.stream()
                        .anyMatch(host -> host.id().equals(seen.placement().hostOf(vm.id())))) {
                    fleet.vm(vm, seen.placement().hostOf(vm.id()));
                }
            }
            return fleet.build();
        }

        static List<String> remarks(Fleet seen) {
            List<String> gone = seen.hosts().stream()
                    .filter(host -> !isThere(host))
                    .map(host -> host.id().value())
                    .toList();
            return gone.isEmpty()
                    ? List.of()
                    : List.of(Counted.of(gone.size(), "host") + " ("
                            + gone.stream().collect(Collectors.joining(", "))
                            + ") did not answer, and the simulation goes on without.");
        }
    }
}
