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
import java.util.SplittableRandom;

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
    private final List<LoadsAtLead> scores;
    private final SplittableRandom random;

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
        this.history = new DemandRecorder(demand.step(), (int) HISTORY.dividedBy(demand.step()));
        this.scenarioBuilder = new ScenarioBuilder(settings.scenarios(), horizon, settings.seed());
        this.scores = settings.leads().stream()
                .map(lead -> new LoadsAtLead(lead, settings.scenarios()))
                .toList();
        this.random = new SplittableRandom(settings.seed());
        if (firstOrigin() + settings.lastLead() >= demand.steps()) {
            throw new IllegalArgumentException(
                    "The lead (" + settings.lastLead() + ") must be below " + (demand.steps() - firstOrigin())
                            + ", the steps that " + demand.name() + " has after its history.");
        }
    }

    private int firstOrigin() {
        return Math.min((int) HISTORY.dividedBy(demand.step()), demand.steps() / 2);
    }

    HostLoadResult run() {
        for (int t = 0; t + settings.lastLead() < demand.steps(); t++) {
            Fleet fleet = fleet(t);
            history.record(Observation.of(fleet, demands(t)));
            FleetForecast forecast = forecaster.forecast(fleet, history, horizon);
            // In each step, as the control loop does: scenarios learn from what became of earlier ones.
            Scenarios scenarios = scenarioBuilder.build(forecast);
            if (t >= firstOrigin() && (t - firstOrigin()) % settings.stride() == 0) {
                compare(scenarios, t);
            }
        }
        int vms = hosts.stream().mapToInt(host -> host.length).sum();
        return new HostLoadResult(demand.name(), demand.resource().name(), vms, hosts.size(), scores);
    }

    private double[] demands(int step) {
        return hosts.stream()
                .flatMapToInt(Arrays::stream)
                .mapToDouble(vm -> demand.value(vm, step))
                .toArray();
    }

    private void compare(Scenarios scenarios, int origin) {
        int first = 0;
        for (int[] vms : hosts) {
            for (LoadsAtLead lead : scores) {
                compare(scenarios, first, vms, origin, lead);
            }
            first += vms.length;
        }
    }

    private void compare(Scenarios scenarios, int first, int[] vms, int origin, LoadsAtLead lead) {
        double actual = 0;
        double[][] demands = new double[vms.length][];
        int measured = 0;
        for (int i = 0; i < vms.length; i++) {
            double value = demand.value(vms[i], origin + lead.lead());
            // Nobody knows what a VM without a measurement demanded, so the host is compared without it.
            if (!Double.isNaN(value)) {
                actual += value;
                demands[measured++] = demands(scenarios, first + i, lead.lead() - 1);
            }
        }
        if (measured > 0) {
            lead.add(Arrays.copyOf(demands, measured), actual, random);
        }
    }

    private static double[] demands(Scenarios scenarios, int vm, int step) {
        double[] demands = new double[scenarios.scenarios()];
        for (int s = 0; s < demands.length; s++) {
            demands[s] = scenarios.demand(vm, 0, step, s);
        }
        return demands;
    }

    /** Capacities do not matter here. */
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
