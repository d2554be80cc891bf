// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.DependenceAnalysis;
import io.affinity.core.dependence.DependenceSettings;
import io.affinity.core.dependence.OutsideDependence;
import io.affinity.core.forecasting.DemandForecaster;
import io.affinity.core.history.DemandHistory;
import io.affinity.core.outside.OutsideCovariates;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What forecasts rest on, for whoever wants to explain them, as of the last cycle. Belongs to the thread of the loop. */
public final class Foresight {

    private final @Nullable DemandForecaster forecaster;
    private final @Nullable OutsideCovariates outside;
    private final @Nullable EventSource events;
    private @Nullable Fleet fleet;
    private @Nullable DemandHistory history;

    Foresight(
            @Nullable DemandForecaster forecaster, @Nullable OutsideCovariates outside, @Nullable EventSource events) {
        this.forecaster = forecaster;
        this.outside = outside;
        this.events = events;
    }

    void observed(Fleet newFleet, DemandHistory newHistory) {
        fleet = newFleet;
        history = newHistory;
    }

    /** {@return which VMs peak together or take turns, of the pairs that are worth a look in a large fleet; none before a cycle} */
    List<Dependence> dependences(Resource resource, DependenceSettings how) {
        return fleet == null || history == null ? List.of() : DependenceAnalysis.analyze(fleet, history, resource, how);
    }

    /**
     * {@return which of all other VMs peak together with this one, or take turns with it, the most certain first; none before a cycle}. Lags
     * are those by which the others follow it.
     *
     * @throws IllegalArgumentException if the fleet has no such VM or resource
     */
    public List<Dependence> dependences(VmId vm, Resource resource, DependenceSettings how) {
        return fleet == null || history == null
                ? List.of()
                : DependenceAnalysis.analyze(fleet, history, resource, how, vm);
    }

    /**
     * {@return what was learned of a VM's demand for a resource and how, in one line for a person; empty if nothing was}
     *
     * @param resource by its index in the fleet
     */
    public String description(VmId vm, int resource) {
        return forecaster == null ? "" : forecaster.description(vm, resource);
    }

    /** {@return the series from outside that a VM moves with, the most certain first; also those that follow the VM} */
    public List<OutsideDependence> outside(VmId vm) {
        return outside == null ? List.of() : outside.dependences(vm);
    }

    /** {@return which VMs move with which series from outside, the most certain first; also those that go ahead of the series} */
    public List<OutsideDependence> outside() {
        return outside == null ? List.of() : outside.dependences();
    }

    /** {@return what a model of this VM is given if it is fitted now: announced events, and series from outside that go ahead} */
    public List<Covariate> covariates(VmId vm) {
        return events == null ? List.of() : List.copyOf(events.covariates(vm));
    }
}
