// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import io.affinity.spi.plugin.Plugin;

/**
 * A way to learn many series together, and to say what comes next of each: what many VMs have in common is learned from all of
 * them. Implementations are immutable and thread-safe, and the result depends on the request alone, on any number of threads.
 *
 * <p>The control loop calls it from its own thread: {@link #fit} when little is known and that has doubled, and from then on
 * {@link #refit} once in each refit period, so that a fit should take less than a step; {@link FleetModel#observe} and
 * {@link FleetModel#forecast} once in each step. Expected bad news is a result. A thrown exception is a bug, and the fleet is then
 * forecast by what the control loop knows itself.
 */
public interface FleetForecaster extends Plugin {

    /** {@return the model of this fleet, or why there is none} */
    FleetFitResult fit(FleetRequest request);

    /**
     * {@return the model of a fleet that has a model already, learned anew; override where the old one is a good place to begin.
     * By default it is a first fit}
     *
     * @param previous a model of this forecaster, which has seen the newest step of the request; not changed
     */
    default FleetFitResult refit(FleetModel previous, FleetRequest request) {
        return fit(request);
    }

    /**
     * {@return all that the model knows as bytes, so that a restart goes on without a refit; at most 256 MiB are kept} They begin
     * with a version of their format and have a checksum; {@code io.affinity.spi.snapshot.Envelope} is both.
     *
     * @param model not changed
     * @throws IllegalArgumentException if it is not a model of this forecaster
     */
    byte[] encode(FleetModel model);

    /**
     * {@return the model that was encoded, which answers everything as that one would, to the last bit, and goes on the same way}
     *
     * @param history whose newest step is the origin of the model: the fleet and its covariates, which are not in the bytes. VMs that
     *     it does not have are forgotten, and those that the model does not know are new. Demand may be missing in it
     * @throws IllegalArgumentException if the bytes are not those of a model of this forecaster, in a version it knows, for this
     *     step and these resources; also if they were damaged, or crafted so that the model could not say what comes next. No other
     *     exception is thrown, and no more memory is claimed than the bytes pay for; the fleet is then learned anew
     */
    FleetModel decode(byte[] bytes, FleetHistory history);
}
