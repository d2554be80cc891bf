package io.affinity.forecast.batch;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;

/** What came of one series of a batch. */
public sealed interface BatchResult {

    /** The series was learned and forecast; the model may be kept, and observes from here on. */
    record Forecasted(FittedModel model, Forecast forecast) implements BatchResult {}

    /**
     * There is no model, for a reason that was to be expected.
     *
     * @param reason never {@link FitResult.Fitted}
     */
    record NotFitted(FitResult reason) implements BatchResult {}

    /** The forecaster has a bug: it threw. The other series of the batch are not affected. */
    record Failed(RuntimeException cause) implements BatchResult {}
}
