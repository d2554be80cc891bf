// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import java.util.List;

/**
 * A forecaster whose fitted models can be kept as bytes, so that a restart, or another machine, goes on without a refit.
 * Forecasters implement it where they can; the control loop saves models by it, from its own thread.
 * Implementations are immutable and thread-safe.
 *
 * <p>The bytes begin with a version of their format and have a checksum; {@code io.affinity.spi.snapshot.Envelope} is both. A model
 * that was decoded answers everything as the one that was encoded would, to the last bit, and goes on the same way.
 */
public interface ModelCodec {

    /**
     * {@return the model as bytes; it is not changed}
     *
     * @throws IllegalArgumentException if it is not a model of this forecaster
     */
    byte[] encode(FittedModel model);

    /**
     * {@return the model that was encoded}
     *
     * @param covariates those of the request of the fit, in the same order; functions of time cannot be kept as bytes
     * @throws IllegalArgumentException if the bytes are not those of a model of this forecaster, in a version it knows; also if they
     *     were damaged, or crafted so that the model could not say what comes next. No other exception is thrown, and no more memory
     *     is claimed than the bytes pay for; the series is then fitted anew
     */
    FittedModel decode(byte[] bytes, List<Covariate> covariates);
}
