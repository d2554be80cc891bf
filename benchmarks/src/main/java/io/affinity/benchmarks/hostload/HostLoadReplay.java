// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import io.affinity.core.contention.ScenarioBuilder;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.ModelForecaster;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Replays demand through the production stages, with the settings that a rebalancer has by default: two weeks of history,
 * seasons of a day and a week, a refit once a week. Forecasts are made at every step, as in the control loop; compared are
 * those after two weeks, or after half of what there is.
 */
final class HostLoadReplay {

    private static final Duration HISTORY = Duration.ofDays(14);
    private static final List<Duration> SEASONS = List.of(Duration.ofDays(1), Duration.ofDays(7));
    private static final Duration REFIT_EVERY = Duration.ofDays(7);
    private static final int HORIZON = 12;

    private final ReplayedDemand demand;
    private final List<int[]> hosts;
    private final ReplaySettings settings;
    private final int horizon;
    private final ModelForecaster forecaster;
    private final DemandRecorder history;
    private final ScenarioBuilder scenarioBuilder;
    private final HostComparison comparison;

    /**
     * @param hosts the VMs of each
     * @throws IllegalArgumentException if there are too few steps for any comparison
     */
    HostLoadReplay(ReplayedDemand demand, List<int[]> hosts, ReplaySettings settings, Forecaster model) {
        this.demand = demand;
        this.hosts = hosts;
        this.settings = settings;
        this.horizon = Math.max(HORIZON, settings.lastLead());
        this.forecaster = new ModelForecaster(model, null, SEASONS, REFIT_EVERY, demand.step());
        this.history = new DemandRecorder(demand.step(), window());
        this.scenarioBuilder = new ScenarioBuilder(settings.scenarios(), horizon, settings.seed());
        if (firstOrigin() + settings.lastLead() >= demand.steps()) {
            throw new IllegalArgumentException(
                    "The lead (" + settings.lastLead() + ") must be below " + (demand.steps() - firstOrigin())
                            + ", the steps that " + demand.name() + " has after its history.");
        }
        PackedLoads loads = new PackedLoads(demand, hosts, firstOrigin(), window());
        this.comparison = new HostComparison(demand, hosts, settings, loads);
    }

    private int firstOrigin() {
        return Math.min(window(), demand.steps() / 2);
    }

    private int window() {
        return (int) HISTORY.dividedBy(demand.step());
    }

    HostLoadResult run() {
        for (int t = 0; t + settings.lastLead() < demand.steps(); t++) {
            Fleet fleet = fleet(t);
            history.record(Observation.of(fleet, demands(t)));
            if (firstOrigin() - t > settings.learning()) {
                continue;
            }
            FleetForecast forecast = forecaster.forecast(fleet, history, horizon);
            // In each step, as the control loop does: scenarios learn from what became of earlier ones.
            Scenarios scenarios = scenarioBuilder.build(forecast);
            if (t >= firstOrigin() && (t - firstOrigin()) % settings.stride() == 0) {
                comparison.compare(forecast, scenarios, t);
            }
        }
        int vms = hosts.stream().mapToInt(host -> host.length).sum();
        return new HostLoadResult(demand.name(), demand.resource().name(), vms, hosts.size(), comparison.scores());
    }

    private double[] demands(int step) {
        return hosts.stream()
                .flatMapToInt(Arrays::stream)
                .mapToDouble(vm -> demand.value(vm, step))
                .toArray();
    }

    /** Capacities do not matter to forecasts and scenarios. */
    private Fleet fleet(int step) {
        Fleet.Builder builder = Fleet.builder(demand.start().plus(demand.step().multipliedBy(step)));
        ResourceVector capacity = ResourceVector.of(ResourceSet.of(demand.resource()), 1);
        for (int h = 0; h < hosts.size(); h++) {
            builder.host(Host.of(new HostId("host-" + h), capacity));
        }
        for (int h = 0; h < hosts.size(); h++) {
            HostId host = new HostId("host-" + h);
            for (int vm : hosts.get(h)) {
                builder.vm(demand.vms().get(vm), host);
            }
        }
        return builder.build();
    }
}
