package io.affinity.benchmarks.mutants;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What each VM of a fleet demanded last. */
final class LastDemandsModel implements FleetModel {

    private final Map<VmId, double[]> demands;
    private final Duration step;
    private Fleet fleet;
    private Instant origin;
    private double[] upperBounds;

    /** @param demands of before, NaN where they are not known; those that the history has are taken in */
    LastDemandsModel(FleetHistory history, Map<VmId, double[]> demands) {
        this.demands = demands;
        this.step = history.step();
        this.fleet = history.fleet();
        this.origin = history.origin();
        this.upperBounds = upperBounds(history);
        note(history);
    }

    Map<VmId, double[]> demands() {
        return demands;
    }

    private static double[] upperBounds(FleetHistory history) {
        int resources = history.fleet().resources().size();
        double[] bounds = new double[history.fleet().vms().size() * resources];
        Arrays.setAll(bounds, i -> history.upperBound(i / resources, i % resources));
        return bounds;
    }

    private void note(FleetHistory history) {
        demands.keySet().removeIf(vm -> !fleet.contains(vm));
        for (int v = 0; v < fleet.vms().size(); v++) {
            double[] all = demands.computeIfAbsent(fleet.vms().get(v).id(), vm -> unknown());
            for (int r = 0; r < all.length; r++) {
                double demand = history.demand(v, r, 0);
                all[r] = Double.isNaN(demand) ? all[r] : demand;
            }
        }
    }

    private double[] unknown() {
        double[] unknown = new double[fleet.resources().size()];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    @Override
    public String description() {
        return "last demands";
    }

    @Override
    public Instant origin() {
        return origin;
    }

    @Override
    public void observe(FleetHistory history) {
        if (!history.origin().equals(origin.plus(step))
                || !history.fleet().resources().equals(fleet.resources())) {
            throw new IllegalArgumentException("The origin (" + history.origin() + ") must be one step after " + origin
                    + ", of the same resources.");
        }
        fleet = history.fleet();
        origin = history.origin();
        upperBounds = upperBounds(history);
        note(history);
    }

    @Override
    public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
        List<SeriesResult> results = new ArrayList<>();
        int resources = fleet.resources().size();
        double[] unknown = unknown();
        for (int i = 0; i < upperBounds.length; i++) {
            double[] all = demands.getOrDefault(fleet.vms().get(i / resources).id(), unknown);
            double demand = Math.min(upperBounds[i], all[i % resources]);
            results.add(
                    Double.isNaN(demand)
                            ? new FitResult.InsufficientHistory(1, 0)
                            : new SeriesResult.Forecasted(constant(demand, steps, levels)));
        }
        return results;
    }

    private Forecast constant(double demand, int steps, QuantileLevels levels) {
        double[] means = new double[steps];
        double[] quantiles = new double[steps * levels.size()];
        Arrays.fill(means, demand);
        Arrays.fill(quantiles, demand);
        return Forecast.of(origin, step, levels, means, quantiles);
    }

    @Override
    public int residuals(int vm, int resource) {
        return 0;
    }

    @Override
    public double residual(int vm, int resource, int stepsBack) {
        throw new IndexOutOfBoundsException("No residual is remembered.");
    }
}
