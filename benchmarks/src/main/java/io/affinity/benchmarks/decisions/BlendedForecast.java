// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.core.balancing.DemandEstimate;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;

/**
 * The demand of the moment blended with a forecast of the next step, {@code (1 - factor) x current + factor x forecast}, as
 * OneDRS of OpenNebula 7.4 does. The forecast is a ridge regression on the two values before ({@link LagRegression}) of the
 * last hour; where it is not positive, the demand of the moment stands alone.
 *
 * <p>The factor is 0 as shipped, which is the reactive peer; 0.3 is the example of its configuration file.
 *
 * @param factor 0 to 1
 */
record BlendedForecast(double factor) implements DemandEstimate {

    static final double EXAMPLE = 0.3;

    private static final int HOUR = 12;

    /** It counts CPU in percent of a core, which the penalty of the regression depends on. */
    private static final double PERCENT = 100;

    @Override
    public double of(Vm vm, int resource, DemandHistory history) {
        double current = history.latest(vm.id(), resource);
        double[] values = RecentDemand.of(vm, resource, history, HOUR);
        double unit = vm.allocation().resources().get(resource).equals(Resource.CPU) ? PERCENT : 1;
        double forecast = LagRegression.forecast(values, unit);
        return forecast > 0 ? current * (1 - factor) + forecast * factor : current;
    }
}
