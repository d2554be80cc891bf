package io.affinity.spi.forecast;

import io.affinity.spi.plugin.Plugin;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to learn a series and to say what comes next. Implementations are immutable and thread-safe, and the result
 * depends on the request alone: same request, same model, on any thread.
 *
 * <p>The control loop calls {@link #fitAll} when series appear and when models are due for a refit, possibly from several
 * threads with disjoint requests. Expected bad news (too little history) is a {@link FitResult}; a thrown exception is a
 * bug, and the series falls back to the reference forecaster.
 */
public interface Forecaster extends Plugin {

    /** {@return the model of this series, or why there is none} */
    FitResult fit(ForecastRequest request);

    /**
     * {@return the model of a series that has a model already, learned anew}; override where the old one knows something
     * that the history does not tell, such as how far its real forecasts were off. By default it is a first fit.
     *
     * @param previous up to date with the history of the request, and from any forecaster; not changed
     */
    default FitResult refit(FittedModel previous, ForecastRequest request) {
        return fit(request);
    }

    /**
     * {@return the result of each request, in their order}; override where learning many series together is
     * cheaper. Each result is the one that {@link #fit} gives.
     */
    default List<FitResult> fitAll(List<ForecastRequest> requests) {
        List<FitResult> results = new ArrayList<>(requests.size());
        for (ForecastRequest request : requests) {
            results.add(fit(request));
        }
        return results;
    }
}
