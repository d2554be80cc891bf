// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.util.List;

/**
 * What followed when the series was as it is now: for series that switch between states (off, idle, batch) and for intermittent ones. The
 * quantiles of a step are those of the values that came so many steps after the moments most like this one, in state, in how long
 * it has lasted and in time of day; so at one step they may be those of a mixture, such as off or at full load.
 *
 * <p>The shortest season of the request is the day. Needs twelve values that are not missing. Ignores covariates. A model keeps up to 4,032
 * values. Immutable and thread-safe.
 */
public final class Regimes implements Forecaster, ModelCodec {

    private final boolean hasResiduals;

    /** Creates the forecaster; it has no options. */
    public Regimes() {
        this(true);
    }

    private Regimes(boolean hasResiduals) {
        this.hasResiduals = hasResiduals;
    }

    /** {@return the forecaster whose models do not tell how far they were off, and so observe at no cost} */
    public static Regimes withoutResiduals() {
        return new Regimes(false);
    }

    @Override
    public String name() {
        return RegimesRule.INSTANCE.name();
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        return PastModel.fit(RegimesRule.INSTANCE, request, hasResiduals);
    }

    @Override
    public byte[] encode(FittedModel model) {
        return PastModel.encode(model, RegimesRule.INSTANCE);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return PastModel.decode(bytes, RegimesRule.INSTANCE);
    }
}
