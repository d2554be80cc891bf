// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.explain;

import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.OutsideDependence;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one VM is forecast to demand, and what that rests on. Immutable.
 *
 * @param names of all VMs
 * @param at the time of the last measurement that the forecasts know
 * @param series by resource
 * @param together VMs that peak together with it, or take turns with it, the most certain first; lags are theirs behind this one
 * @param outside series from outside that it moves with, the most certain first
 * @param known what its models are given if they are fitted now, by name: announced events and series that go ahead
 */
public record VmExplanation(
        VmId vm,
        VmNames names,
        HostId host,
        Instant at,
        List<Demanded> series,
        List<Dependence> together,
        List<OutsideDependence> outside,
        List<Known> known) {

    public VmExplanation {
        series = List.copyOf(series);
        together = List.copyOf(together);
        outside = List.copyOf(outside);
        known = List.copyOf(known);
    }

    /**
     * The demand for one resource.
     *
     * @param measured at the origin, in the unit of the resource; NaN if it is not known
     * @param model in one line; empty if there is none, or its forecaster does not say
     */
    public record Demanded(Resource resource, double measured, SeriesForecast forecast, String model) {}

    /**
     * Something that is known in advance.
     *
     * @param isActivity whether it is a series from outside, and no announced event
     * @param next until it next has a value other than zero, from the origin; negative if that is not within a day
     * @param most the greatest value within the day after the origin
     */
    public record Known(String name, boolean isActivity, Duration next, double most) {}

    /** {@return the other VM of a dependence} */
    public VmId other(Dependence dependence) {
        return dependence.vm().equals(vm) ? dependence.other() : dependence.vm();
    }
}
