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
 * What was, will be: the quantiles of the last two weeks, newer values counted for more, the same at every step. A reference for what
 * lies beyond the reach of anything better: it claims neither that what is now stays, nor that yesterday comes again.
 *
 * <p>The shortest season of the request is the day. Needs twelve values that are not missing. Ignores covariates. A model keeps up to 4,032
 * values. Immutable and thread-safe.
 */
public final class LongRun implements Forecaster, ModelCodec {

    private final boolean hasResiduals;

    /** Creates the forecaster; it has no options. */
    public LongRun() {
        this(true);
    }

    private LongRun(boolean hasResiduals) {
        this.hasResiduals = hasResiduals;
    }

    /** {@return the forecaster whose models do not tell how far they were off, and so observe at no cost} */
    public static LongRun withoutResiduals() {
        return new LongRun(false);
    }

    @Override
    public String name() {
        return LongRunRule.INSTANCE.name();
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        return PastModel.fit(LongRunRule.INSTANCE, request, hasResiduals);
    }

    @Override
    public byte[] encode(FittedModel model) {
        return PastModel.encode(model, LongRunRule.INSTANCE);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return PastModel.decode(bytes, LongRunRule.INSTANCE);
    }
}
