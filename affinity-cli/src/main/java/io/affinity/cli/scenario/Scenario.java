package io.affinity.cli.scenario;

import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.Fleet;
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
        EventSource events) {

    public Scenario {
        facts = List.copyOf(facts);
        seasons = List.copyOf(seasons);
    }

    /** One line of the description. */
    public record Fact(String label, String value) {}
}
