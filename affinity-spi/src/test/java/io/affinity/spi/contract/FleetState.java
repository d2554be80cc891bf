// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that can be seen of a model of a fleet, by VM, to be compared bit by bit. */
record FleetState(String description, Instant origin, Map<VmId, List<Object>> byVm) {

    private static final int STEPS = 30;

    /** @param fleet that the model saw last */
    static FleetState of(FleetModel model, Fleet fleet) {
        List<SeriesResult> results = model.forecast(STEPS, QuantileLevels.STANDARD);
        int resources = fleet.resources().size();
        Map<VmId, List<Object>> byVm = new TreeMap<>();
        for (int v = 0; v < fleet.vms().size(); v++) {
            List<Object> all = new ArrayList<>();
            for (int r = 0; r < resources; r++) {
                all.add(of(results.get(v * resources + r)));
                List<Double> residuals = new ArrayList<>();
                for (int back = 0; back < model.residuals(v, r); back++) {
                    residuals.add(model.residual(v, r, back));
                }
                all.add(residuals);
            }
            byVm.put(fleet.vms().get(v).id(), all);
        }
        return new FleetState(model.description(), model.origin(), byVm);
    }

    /** {@return the state of the model, or the result itself where there is none} */
    static Object of(FleetFitResult result, Fleet fleet) {
        return result instanceof FleetFitResult.Fitted fitted ? of(fitted.model(), fleet) : result;
    }

    static List<Object> of(List<SeriesResult> results) {
        return results.stream().map(FleetState::of).toList();
    }

    private static Object of(SeriesResult result) {
        if (result instanceof SeriesResult.Forecasted known) {
            return List.of("forecast", numbers(known.forecast()));
        }
        if (result instanceof SeriesResult.ByAttributes alike) {
            return List.of("by attributes", numbers(alike.forecast()));
        }
        return result instanceof FitResult.InsufficientHistory || result instanceof FitResult.NotConverged
                ? result
                : "nothing";
    }

    private static List<Object> numbers(Forecast forecast) {
        List<Object> numbers = new ArrayList<>();
        numbers.add(forecast.origin());
        for (int step = 0; step < forecast.steps(); step++) {
            numbers.add(forecast.mean(step));
            for (int level = 0; level < forecast.levels().size(); level++) {
                numbers.add(forecast.quantile(level, step));
            }
        }
        return numbers;
    }
}
