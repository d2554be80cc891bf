// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A world and the settings of the balancers that are compared in it.
 *
 * @param title for people, in a few words
 * @param facts what it consists of, one line each, as label and value
 * @param fleet as it is in the beginning
 * @param seasons that demand may have
 * @param predictive settings of the predictive balancer, and of the oracle
 * @param reactive makes the reactive peer, anew for each run
 * @param remarks what a person should know before any figure, in sentences; may be empty
 * @param events what the predictive balancer may know in advance
 */
public record Scenario(
        String title,
        List<Fact> facts,
        Fleet fleet,
        Workload workload,
        SimulationSettings settings,
        MigrationLimits limits,
        List<Duration> seasons,
        PredictiveSettings predictive,
        Supplier<ThresholdBalancer> reactive,
        List<String> remarks,
        EventSource events) {

    public Scenario {
        facts = List.copyOf(facts);
        remarks = List.copyOf(remarks);
        seasons = List.copyOf(seasons);
    }

    /** {@return what people call its VMs} */
    public VmNames names() {
        return VmNames.of(fleet.vms());
    }

    /** {@return the same world with other hosts, VMs or places} */
    public Scenario with(Fleet newFleet, Workload newWorkload, SimulationSettings newSettings) {
        return new Scenario(
                title,
                facts,
                newFleet,
                newWorkload,
                newSettings,
                limits,
                seasons,
                predictive,
                reactive,
                remarks,
                events);
    }

    /** One line of the description. */
    public record Fact(String label, String value) {}
}
