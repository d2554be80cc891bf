// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Levels of all series, smoothed with one constant. */
final class PlainFleetModel implements FleetModel {

    private static final int REQUIRED = 2;

    private final double constant;
    private final double[] shares;
    private final Duration step;
    private final Map<String, PlainLevel[]> levels = new HashMap<>();
    private Fleet fleet;
    private Instant origin;
    private double[] upper = {};

    PlainFleetModel(double constant, double[] shares, FleetHistory history) {
        this.constant = constant;
        this.shares = shares.clone();
        this.step = history.step();
        this.fleet = history.fleet();
        this.origin = history.origin();
        meet(history);
    }

    private void meet(FleetHistory history) {
        fleet = history.fleet();
        origin = history.origin();
        int resources = fleet.resources().size();
        upper = new double[fleet.vms().size() * resources];
        levels.keySet()
                .retainAll(fleet.vms().stream().map(vm -> vm.id().value()).toList());
        for (int i = 0; i < upper.length; i++) {
            int vm = i / resources;
            upper[i] = history.upperBound(vm, i % resources);
            PlainLevel[] all = levels.computeIfAbsent(name(vm), id -> new PlainLevel[resources]);
            if (all[i % resources] == null) {
                all[i % resources] = PlainLevel.learned(history, vm, i % resources, constant);
            }
        }
    }

    void replace(Map<String, PlainLevel[]> others) {
        levels.putAll(others);
    }

    private String name(int vm) {
        return fleet.vms().get(vm).id().value();
    }

    Fleet fleet() {
        return fleet;
    }

    double constant() {
        return constant;
    }

    double[] shares() {
        return shares.clone();
    }

    PlainLevel level(int vm, int resource) {
        return Objects.requireNonNull(levels.get(name(vm)))[resource];
    }

    @Override
    public String description() {
        return "levels with a smoothing of " + constant;
    }

    @Override
    public Instant origin() {
        return origin;
    }

    @Override
    public void observe(FleetHistory history) {
        Fleet next = history.fleet();
        if (!history.origin().equals(origin.plus(step)) || !next.resources().equals(fleet.resources())) {
            throw new IllegalArgumentException("The step (" + history.origin() + ") must follow " + origin + ".");
        }
        for (int v = 0; v < next.vms().size(); v++) {
            PlainLevel[] known = levels.get(next.vms().get(v).id().value());
            for (int r = 0; known != null && r < known.length; r++) {
                known[r].observe(history.demand(v, r, 0), constant, history.upperBound(v, r));
            }
        }
        meet(history);
    }

    @Override
    public List<SeriesResult> forecast(int steps, QuantileLevels quantiles) {
        if (steps < 1) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
        }
        List<SeriesResult> results = new ArrayList<>();
        int resources = fleet.resources().size();
        for (int i = 0; i < upper.length; i++) {
            PlainLevel known = level(i / resources, i % resources);
            double alike = shares[i % resources]
                    * fleet.vms().get(i / resources).allocation().value(i % resources);
            if (known.count >= REQUIRED) {
                results.add(
                        new SeriesResult.Forecasted(forecast(known.level, known.spread, upper[i], steps, quantiles)));
            } else if (alike > 0) {
                results.add(new SeriesResult.ByAttributes(forecast(alike, alike, upper[i], steps, quantiles)));
            } else {
                results.add(new FitResult.InsufficientHistory(REQUIRED, known.count));
            }
        }
        return results;
    }

    private Forecast forecast(double level, double spread, double upper, int steps, QuantileLevels levels) {
        double[] mean = new double[steps];
        double[] quantiles = new double[steps * levels.size()];
        for (int i = 0; i < quantiles.length; i++) {
            double probability = levels.get(i % levels.size());
            double logit = Math.log(probability / (1 - probability));
            mean[i / levels.size()] = Math.min(upper, level);
            quantiles[i] = Math.max(0, Math.min(upper, level + spread * logit));
        }
        return Forecast.of(origin, step, levels, mean, quantiles);
    }

    @Override
    public int residuals(int vm, int resource) {
        return level(vm, resource).remembered();
    }

    @Override
    public double residual(int vm, int resource, int stepsBack) {
        return level(vm, resource).residual(stepsBack);
    }
}
