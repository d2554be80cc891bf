// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a series will be after its newest value, by a forecaster of single series. Fitted anew when twice as much is known, and then once
 * in a window; after a restart as well. Without a model the newest value goes on. Not thread-safe.
 */
final class OwnForecast {

    private static final Logger LOG = LoggerFactory.getLogger(OwnForecast.class);

    private static final int FEWEST = 24;

    private final Forecaster forecaster;
    private final List<Integer> seasonalPeriods;
    private final Duration step;
    private final int window;
    private @Nullable FittedModel model;
    private @Nullable Forecast latest;
    private long origin = Long.MIN_VALUE;
    private long fittedAt = Long.MIN_VALUE;
    private int fittedLength;
    private String problem = "";

    OwnForecast(Forecaster forecaster, List<Integer> seasonalPeriods, Duration step, int window) {
        this.forecaster = forecaster;
        this.seasonalPeriods = seasonalPeriods;
        this.step = step;
        this.window = window;
    }

    /** Takes what is new. */
    void update(SeriesValues values, int steps) {
        long newest = values.newest();
        if (newest == Long.MIN_VALUE) {
            model = null;
            latest = null;
            return;
        }
        if (newest == origin && latest != null && latest.steps() >= steps) {
            return;
        }
        try {
            observe(values, newest);
            if (isDue(values, newest)) {
                fit(values, newest, steps);
            }
            origin = newest;
            latest = model == null ? null : model.forecast(steps, QuantileLevels.STANDARD);
            problem = "";
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("The forecaster {} broke over a series from outside.", forecaster.name(), e);
            problem = "the forecaster " + forecaster.name() + " broke over it: " + e + ".";
            model = null;
            latest = null;
            origin = newest;
            fittedAt = newest;
        }
    }

    private void observe(SeriesValues values, long newest) {
        FittedModel known = model;
        if (known == null || newest - origin > window) {
            model = null;
            return;
        }
        for (long place = origin + 1; place <= newest; place++) {
            known.observe(values.at(place));
        }
    }

    private boolean isDue(SeriesValues values, long newest) {
        if (values.length() < FEWEST) {
            return false;
        }
        long age = fittedAt == Long.MIN_VALUE ? Long.MAX_VALUE : newest - fittedAt;
        return age >= Math.min(window, Math.max(FEWEST, fittedLength));
    }

    private void fit(SeriesValues values, long newest, int steps) {
        int length = (int) Math.min(window, values.length() - (values.slot() - newest));
        double[] past = new double[length];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            past[i] = values.at(newest - length + 1 + i);
            least = Double.isNaN(past[i]) ? least : Math.min(least, past[i]);
        }
        Instant start = Instant.ofEpochMilli((newest - length + 1) * step.toMillis());
        ForecastRequest request = new ForecastRequest(
                TimeSeries.of(start, step, past),
                seasonalPeriods,
                List.of(),
                least >= 0 ? 0 : Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                steps,
                null);
        FittedModel previous = model;
        FitResult result = previous == null ? forecaster.fit(request) : forecaster.refit(previous, request);
        if (result instanceof FitResult.Fitted fitted) {
            model = fitted.model();
        }
        fittedAt = newest;
        fittedLength = length;
    }

    /** {@return the mean forecast for a place after the newest that is known; beyond the last step, that of the last; NaN if there is none} */
    double at(long place) {
        Forecast known = latest;
        return known == null
                ? Double.NaN
                : known.mean((int) Math.max(0, Math.min(place - origin - 1, known.steps() - 1L)));
    }

    /** {@return what went wrong when it was made last; empty if nothing did} */
    String problem() {
        return problem;
    }
}
