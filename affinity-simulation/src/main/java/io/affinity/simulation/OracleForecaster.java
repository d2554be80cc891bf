package io.affinity.simulation;

import io.affinity.core.forecasting.DemandForecaster;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows the future: what a simulation gains with it is what perfect forecasts would gain. That is not a bound on every
 * figure: being certain, it leaves no margin, and it looks no farther than the horizon. Steps after the end of the workload
 * repeat its last one.
 */
public final class OracleForecaster implements DemandForecaster {

    private static final QuantileLevels MEDIAN = QuantileLevels.of(0.5);

    private final Workload workload;
    private final Map<VmId, Integer> indexByVm = new HashMap<>();

    public OracleForecaster(Workload workload) {
        this.workload = workload;
        workload.vms().forEach(vm -> indexByVm.put(vm.id(), indexByVm.size()));
    }

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public FleetForecast forecast(Fleet fleet, DemandHistory history, int steps) {
        Instant origin = fleet.observedAt();
        int resources = fleet.resources().size();
        SeriesForecast[] series = new SeriesForecast[fleet.vms().size() * resources];
        for (int v = 0; v < fleet.vms().size(); v++) {
            Integer index = indexByVm.get(fleet.vms().get(v).id());
            if (index == null) {
                throw new IllegalArgumentException(
                        "The VM (" + fleet.vms().get(v).id() + ") is not part of the workload.");
            }
            for (int r = 0; r < resources; r++) {
                double[] values = values(index, r, origin, history.step(), steps);
                Forecast forecast = Forecast.of(origin, history.step(), MEDIAN, values, values);
                series[v * resources + r] = new SeriesForecast(forecast, null, true);
            }
        }
        return FleetForecast.of(fleet, history.slot(), List.of(series));
    }

    private double[] values(int vm, int resource, Instant origin, Duration step, int steps) {
        double[] values = new double[steps];
        long since = Duration.between(workload.start(), origin).toNanos();
        for (int i = 0; i < steps; i++) {
            long at = (since + (i + 1) * step.toNanos()) / workload.step().toNanos();
            values[i] = Loads.held(workload, vm, resource, (int) Math.min(at, workload.steps() - 1));
        }
        return values;
    }
}
