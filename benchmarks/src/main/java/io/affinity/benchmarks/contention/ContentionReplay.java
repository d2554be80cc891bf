// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import io.affinity.core.contention.ContentionEstimator;
import io.affinity.core.contention.ScenarioBuilder;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.ModelForecaster;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Replays a recording through the production stages and scores every prediction of the second half. */
final class ContentionReplay {

    private static final int HORIZON = 12;
    private static final int STEPS_BETWEEN_ORIGINS = 3;
    private static final int SCENARIOS = 100;

    private final PackedHosts hosts;
    private final int steps;
    private final Instant start;
    private final Duration step;
    private final ModelForecaster forecaster;
    private final DemandRecorder history;
    private final ScenarioBuilder scenarioBuilder;

    ContentionReplay(PackedHosts hosts, int steps, Instant start, Duration step, Forecaster forecaster, long seed) {
        this.hosts = hosts;
        this.steps = steps;
        this.start = start;
        this.step = step;
        this.forecaster = new ModelForecaster(forecaster, null, List.of(Duration.ofDays(1)), Duration.ofDays(1), step);
        this.history = new DemandRecorder(step, Math.max(288, steps));
        this.scenarioBuilder = new ScenarioBuilder(SCENARIOS, HORIZON, seed);
    }

    ContentionScores run() {
        ContentionScores scores = new ContentionScores();
        for (int t = 0; t < steps - HORIZON; t++) {
            Fleet fleet = hosts.fleet(start.plus(step.multipliedBy(t)));
            history.record(Observation.of(fleet, demands(t)));
            if (t >= hosts.firstOrigin()) {
                // In each step, as the control loop does: scenarios learn from what became of earlier ones.
                FleetForecast forecasts = forecaster.forecast(fleet, history, HORIZON);
                Scenarios scenarios = scenarioBuilder.build(forecasts);
                if ((t - hosts.firstOrigin()) % STEPS_BETWEEN_ORIGINS == 0) {
                    score(forecasts, scenarios, t, scores);
                }
            }
        }
        return scores;
    }

    private double[] demands(int t) {
        double[] demands = new double[allVms()];
        int next = 0;
        for (int h = 0; h < hosts.hosts(); h++) {
            for (int vm : hosts.vms(h)) {
                demands[next++] = hosts.demand(vm, t);
            }
        }
        return demands;
    }

    private int allVms() {
        int all = 0;
        for (int h = 0; h < hosts.hosts(); h++) {
            all += hosts.vms(h).length;
        }
        return all;
    }

    private void score(FleetForecast forecasts, Scenarios scenarios, int origin, ContentionScores scores) {
        ContentionForecast contention =
                ContentionEstimator.estimate(scenarios, forecasts.fleet().placement());
        int firstVm = 0;
        for (int h = 0; h < hosts.hosts(); h++) {
            for (int ahead = 0; ahead < HORIZON; ahead++) {
                double actual = hosts.load(h, origin + ahead + 1);
                boolean isContended = actual > hosts.capacity(h);
                scores.add(isContended);
                var view = new Predictor.View(hosts, forecasts, contention, h, firstVm, origin, ahead);
                for (Predictor predictor : Predictor.values()) {
                    scores.add(predictor, predictor.probability(view), isContended);
                }
                scoreIntervals(scenarios, firstVm, hosts.vms(h).length, ahead, actual, scores);
            }
            firstVm += hosts.vms(h).length;
        }
    }

    private static void scoreIntervals(
            Scenarios scenarios, int firstVm, int vms, int ahead, double actual, ContentionScores scores) {
        double[] loads = new double[scenarios.scenarios()];
        for (int s = 0; s < loads.length; s++) {
            for (int v = firstVm; v < firstVm + vms; v++) {
                loads[s] += scenarios.demand(v, 0, ahead, s);
            }
        }
        Arrays.sort(loads);
        scores.addInterval(isWithin(loads, 0.1, actual), isWithin(loads, 0.025, actual));
    }

    private static boolean isWithin(double[] sorted, double tail, double actual) {
        // Draw k stands for the quantile at (k + 0.5) / n, so both ends are between two draws.
        return actual >= quantile(sorted, tail) && actual <= quantile(sorted, 1 - tail);
    }

    private static double quantile(double[] sorted, double probability) {
        double place = Math.max(0, Math.min(sorted.length - 1, probability * sorted.length - 0.5));
        int below = Math.min((int) place, sorted.length - 2);
        return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}
