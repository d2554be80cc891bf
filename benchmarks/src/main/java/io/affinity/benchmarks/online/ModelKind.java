// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.online;

import io.affinity.forecast.Forecasters;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.ets.EtsSpec;
import io.affinity.forecast.smoothing.Effort;
import io.affinity.forecast.smoothing.SeasonChoice;
import io.affinity.forecast.smoothing.Trend;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of models that are measured, each with the season that it is told of. Public for the code made by JMH. */
public enum ModelKind {
    /** The last value. */
    PERSISTENCE(Forecasters.persistence(), 0),
    /** The value a day ago. */
    SEASONAL_NAIVE_288(Forecasters.seasonalNaive(), 288),
    /** A level. */
    SMOOTHING(Forecasters.holtWinters(Trend.NONE, SeasonChoice.NONE, Effort.THOROUGH), 0),
    /** Level, damped trend and the season of a day, by least squares. */
    HOLT_WINTERS_288(Forecasters.holtWinters(Trend.DAMPED, SeasonChoice.ADDITIVE, Effort.THOROUGH), 288),
    /** A level, by likelihood. */
    ETS_ANN(Forecasters.ets(EtsSpec.parse("ANN")), 0),
    /** Level and season of a day, by likelihood. */
    ETS_ANA_288(Forecasters.ets(EtsSpec.parse("ANA")), 288),
    /** Level, damped trend and season of a day, by likelihood. */
    ETS_AADA_288(Forecasters.ets(EtsSpec.parse("AAdA")), 288),
    /** Everything multiplicative but the trend. */
    ETS_MAM_24(Forecasters.ets(EtsSpec.parse("MAM")), 24),
    /** An ARMA model with a mean. */
    ARIMA_101(Forecasters.arima(), 0),
    /** A difference of a day of hours. */
    ARIMA_101_011_24(Forecasters.arima(), 24),
    /** Three differences and long lags. */
    ARIMA_212_011_24(Forecasters.arima(ArimaOrder.of(2, 1, 2).seasonal(0, 1, 1, 24)), 24),
    /** What is chosen of these. */
    AUTO_288(Forecasters.auto(), 288);

    private final Forecaster forecaster;
    private final int period;

    ModelKind(Forecaster forecaster, int period) {
        this.forecaster = forecaster;
        this.period = period;
    }

    /** {@return the kind of a name such as {@code ets-ana-288}} */
    static ModelKind parse(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The kind of model (" + name + ") must be one of "
                        + Arrays.stream(values()).map(ModelKind::id).collect(Collectors.joining(", ")) + "."));
    }

    /** {@return the name on the command line} */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Forecaster forecaster() {
        return forecaster;
    }

    /** {@return a model of these values} */
    FittedModel fit(double[] values) {
        List<Integer> periods = period == 0 ? List.of() : List.of(period);
        TimeSeries history = TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values);
        FitResult result = forecaster.fit(
                ForecastRequest.of(history, periods.toArray(Integer[]::new)).within(0, 1));
        if (result instanceof FitResult.Fitted fitted) {
            return fitted.model();
        }
        throw new IllegalStateException("The kind " + id() + " must learn its series: " + result);
    }
}
