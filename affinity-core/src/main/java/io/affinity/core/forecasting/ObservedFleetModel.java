// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.forecasting.FleetForecast.Residuals;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model of a fleet that knows how far it came and where its VMs are, so that the residuals of an earlier step can still be told
 * from it: they are further back by then, and the VM may have another place. Belongs to one thread at a time.
 */
final class ObservedFleetModel {

    private final FleetModel model;
    private final Map<VmId, Long> since = new HashMap<>();
    private Fleet fleet;
    private long observed;

    /** @param fleet of the history that the model saw last */
    ObservedFleetModel(FleetModel model, Fleet fleet) {
        this.model = model;
        this.fleet = fleet;
        note(fleet);
    }

    FleetModel model() {
        return model;
    }

    /** {@return the fleet that was observed last, whose indexes the model goes by} */
    Fleet fleet() {
        return fleet;
    }

    void observe(FleetHistory history) {
        model.observe(history);
        observed++;
        note(history.fleet());
    }

    private void note(Fleet newFleet) {
        fleet = newFleet;
        since.keySet().removeIf(vm -> !newFleet.contains(vm));
        for (Vm vm : newFleet.vms()) {
            since.putIfAbsent(vm.id(), observed);
        }
    }

    /** {@return the residuals up to the origin that the model has now, or null if it knows none; what is forgotten since is missing} */
    @Nullable
    Residuals residuals(int vm, int resource) {
        int count = model.residuals(vm, resource);
        return count == 0 ? null : new UpTo(this, fleet.vms().get(vm).id(), vm, resource, observed, count);
    }

    private record UpTo(ObservedFleetModel owner, VmId id, int vm, int resource, long observed, int count)
            implements Residuals {

        @Override
        public double at(int stepsBack) {
            FleetModel model = owner.model;
            if (owner.observed == observed) {
                return model.residual(vm, resource, stepsBack);
            }
            // A VM that was gone for a while is another one.
            if (owner.since.getOrDefault(id, Long.MAX_VALUE) > observed) {
                return Double.NaN;
            }
            int now = owner.fleet.indexOf(id);
            long back = stepsBack + owner.observed - observed;
            return back < model.residuals(now, resource) ? model.residual(now, resource, (int) back) : Double.NaN;
        }
    }
}
