// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import java.time.Instant;
import java.util.List;

/**
 * What a forecaster learned of a fleet, kept up to date by {@link #observe}. Belongs to one thread at a time, though it may use
 * several; all methods are deterministic functions of the fit and of what was observed since, on any number of threads.
 *
 * <p>Its fleet is that of the history it saw last. VMs come and go between two fits: one that was not there at the fit is forecast
 * by what was learned of the others, its attributes, and what it does; one that is gone is forgotten. What is said of a VM does not
 * depend on its place in the fleet. What was handed out stays as it is, whatever is observed later.
 */
public interface FleetModel {

    /** {@return what was learned and with which parameters, in one line for a person} */
    String description();

    /** {@return the time of the last step taken in} */
    Instant origin();

    /**
     * Takes the step after {@link #origin()}, without a refit, in time and memory that do not depend on the length of the history.
     *
     * @param history whose newest step is the one to take in; for VMs that are new, it may hold more
     * @throws IllegalArgumentException if its newest step is another one, or its resources are others; the model is then unchanged
     */
    void observe(FleetHistory history);

    /**
     * {@return what comes next: of VM {@code v} and resource {@code r} at index {@code v * resources + r}. Forecasts begin at the
     * origin and are within zero and the upper bound that the history named last}
     *
     * @param steps at least 1, whatever the horizon of the fit was
     * @throws IllegalArgumentException if it is less
     */
    List<SeriesResult> forecast(int steps, QuantileLevels levels);

    /** {@return how many one-step residuals the model remembers of a series; may be 0, and is best as many as there are steps kept} */
    int residuals(int vm, int resource);

    /**
     * {@return the one-step residual (value less the mean forecast for it) of the step {@code stepsBack} steps before the origin;
     * NaN where the value was missing or nothing was forecast. Which VMs err together is told by these}
     *
     * @param stepsBack 0 for the origin itself, below {@link #residuals}
     */
    double residual(int vm, int resource, int stepsBack);
}
