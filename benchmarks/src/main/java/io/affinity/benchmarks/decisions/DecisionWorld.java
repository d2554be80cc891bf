// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.benchmarks.traces.TraceFile;
import io.affinity.benchmarks.traces.VmChoice;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.cli.trace.RecordedFleet.Placing;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.workload.Recording;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A world that policies are compared in.
 *
 * @param name of the trace or the generated demand, for the table and for JSON
 */
record DecisionWorld(String name, Scenario scenario) {

    /**
     * {@return the world of a trace, with the VMs, hosts and history that were asked for}
     *
     * @throws IllegalArgumentException if the trace or an option that is about it is wrong
     */
    static DecisionWorld of(Path trace, DecisionsOptions options) {
        String name = String.valueOf(trace.getFileName());
        Recording recording = chosen(TraceFile.open(trace), name, options);
        return checked(new DecisionWorld(
                name,
                TraceScenario.of(
                        // As full as can be: the worst case, and that of the figures that are written down.
                        name, recording, options.hosts, options.past(), Placing.PACKED, options.seed)));
    }

    /**
     * {@return the world of generated demand, with the hosts and the history that were asked for}
     *
     * @throws IllegalArgumentException if an option makes no sense for it
     */
    static DecisionWorld of(GeneratedKind kind, DecisionsOptions options) {
        if (!VmChoice.parse(options.vms).isAll()) {
            throw new IllegalArgumentException("The VMs of generated demand (" + kind.id()
                    + ") must be all; --vms is for traces, --hosts says how much is generated.");
        }
        int hosts = options.hosts == null ? GeneratedScenario.USUAL_HOSTS : options.hosts;
        Duration past = options.past();
        return checked(new DecisionWorld(
                kind.id(),
                GeneratedScenario.of(
                        kind, hosts, past == null ? GeneratedScenario.USUAL_HISTORY : past, options.seed)));
    }

    private static Recording chosen(Recording recording, String name, DecisionsOptions options) {
        VmChoice choice = VmChoice.parse(options.vms);
        if (choice.isAll()) {
            return recording;
        }
        if (TraceScenario.isPlanetLabDay(recording)) {
            throw new IllegalArgumentException("The VMs of a day of PlanetLab (" + name
                    + ") must be all, as published; --vms is for other traces.");
        }
        return recording.only(choice.of(recording.vms()));
    }

    /** Says what is wrong with hosts and VMs now, where it can only be wrong input. */
    private static DecisionWorld checked(DecisionWorld world) {
        Scenario scenario = world.scenario();
        new SimulatedCluster(scenario.fleet(), scenario.workload(), scenario.settings());
        return world;
    }
}
