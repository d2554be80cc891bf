// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.VmSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the past of one VM as a control loop does: learns, observes value by value, forecasts where it is asked to, and learns
 * anew now and then. Belongs to one thread at a time.
 */
final class SeriesReplay {

    private final BacktestData data;
    private final int vm;
    private final Contender.Single contender;
    private final int window;
    private final int refitSteps;
    private final int horizon;
    private final int first;
    private @Nullable FittedModel model;
    private int known;
    private double most;
    private int fittedAt;
    private int fittedLength;

    /** @param horizon how many steps each forecast has */
    SeriesReplay(BacktestData data, int vm, Contender.Single contender, int window, int refitSteps, int horizon) {
        this.data = data;
        this.vm = vm;
        this.contender = contender;
        this.window = window;
        this.refitSteps = refitSteps;
        this.horizon = horizon;
        this.first = data.firstKnown(vm);
    }

    /**
     * {@return the forecast from an origin, or why there is none}
     *
     * @param origin how many steps are known, no fewer than before
     */
    Attempt at(int origin) {
        Attempt attempt = Attempt.ask(() -> forecast(origin));
        if (attempt.forecast() == null) {
            model = null;
            goOnTo(origin);
        }
        return attempt;
    }

    /** {@return what was chosen and with which parameters; empty if nothing was learned} */
    String description() {
        return model == null ? "" : model.description();
    }

    private Attempt forecast(int origin) {
        goOnTo(origin);
        boolean isDue = model == null || origin - fittedAt >= Math.min(refitSteps, fittedLength);
        String problem = isDue ? fit(origin) : "";
        return model == null
                ? Attempt.failed(problem)
                : Attempt.of(Attempt.checked(model.forecast(horizon, Backtest.LEVELS), horizon, Backtest.LEVELS));
    }

    private void goOnTo(int origin) {
        for (; known < origin; known++) {
            double value = data.value(vm, known);
            most = value > most ? value : most;
            if (model != null) {
                model.observe(value);
            }
        }
    }

    /** {@return why there is no new model; the one there was goes on then} */
    private String fit(int origin) {
        int from = Math.max(first, origin - window);
        TimeSeries past = data.series(vm).slice(Math.min(from, origin), origin);
        FitResult result = model == null
                ? contender.forecaster().fit(request(past))
                : contender.forecaster().refit(model, request(past));
        if (result instanceof FitResult.Fitted fitted) {
            model = fitted.model();
            fittedAt = origin;
            fittedLength = Math.max(1, past.length());
            return "";
        }
        return result instanceof FitResult.InsufficientHistory few
                ? Attempt.reason(few)
                : Attempt.reason((FitResult.NotConverged) result);
    }

    private ForecastRequest request(TimeSeries past) {
        return new ForecastRequest(
                past,
                contender.periods(data.step()),
                List.of(),
                0,
                data.upperBound(vm, most),
                horizon,
                new VmSeries(data.vms().get(vm), data.resource()));
    }
}
