// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.effect.VmEffects;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Arrays;

/**
 * One series as it would be without events, which is what a model learns that knows nothing of them; and its forecasts, with the events
 * again.
 */
record EventFreeDemand(DemandHistory history, VmId vm, int resource, VmEffects effects) {

    /** {@return the demand at a grid place; NaN if it is missing} */
    double at(long place) {
        double demand = history.at(vm, resource, place);
        return effects.isNone() ? demand : without(demand, history.timeOf(place));
    }

    private double without(double demand, Instant time) {
        return Math.max(0, demand - effects.mean(resource, time));
    }

    /** {@return all that is known} */
    TimeSeries past() {
        TimeSeries past = history.series(vm, resource);
        if (effects.isNone()) {
            return past;
        }
        double[] values = past.values();
        Arrays.setAll(values, i -> without(values[i], past.timeOf(i)));
        return TimeSeries.of(past.start(), past.step(), values).withTrust(past.trust());
    }

    /** {@return what events add to the step after this place} */
    double eventsAfter(long place) {
        return effects.isNone() ? 0 : effects.mean(resource, history.timeOf(place + 1));
    }

    /**
     * {@return the forecast of the series with its events, from zero to the upper bound}
     *
     * <p>How sure the effect is widens the intervals: distances from the mean add up as those of independent quantities do, where that of
     * the effect is taken to be logistic.
     */
    Forecast withEvents(Forecast without, double upper) {
        if (effects.isNone()) {
            return without;
        }
        int levels = without.levels().size();
        double[] mean = new double[without.steps()];
        double[] quantiles = new double[mean.length * levels];
        for (int t = 0; t < mean.length; t++) {
            Instant time = without.origin().plus(without.step().multipliedBy(t + 1L));
            double shift = effects.mean(resource, time);
            double scale = effects.deviation(resource, time) * Math.sqrt(3) / Math.PI;
            mean[t] = within(without.mean(t) + shift, upper);
            double least = 0;
            for (int l = 0; l < levels; l++) {
                double level = without.levels().get(l);
                double distance =
                        farther(without.quantile(l, t) - without.mean(t), scale * Math.log(level / (1 - level)));
                least = Math.max(least, within(without.mean(t) + shift + distance, upper));
                quantiles[t * levels + l] = least;
            }
        }
        return Forecast.of(without.origin(), without.step(), without.levels(), mean, quantiles);
    }

    private static double farther(double distance, double more) {
        return Math.copySign(Math.hypot(distance, more), more == 0 ? distance : more);
    }

    private static double within(double value, double upper) {
        return Math.max(0, Math.min(upper, value));
    }
}
