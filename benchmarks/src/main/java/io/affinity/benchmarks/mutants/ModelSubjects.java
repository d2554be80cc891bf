// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Verdict;
import io.affinity.forecast.Forecasters;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.ets.EtsSpec;
import io.affinity.forecast.smoothing.Effort;
import io.affinity.forecast.smoothing.SeasonChoice;
import io.affinity.forecast.smoothing.Trend;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The codecs of all families of forecasters. */
final class ModelSubjects {

    private static final int SEASON = 24;
    private static final int LONG = 20 * SEASON;
    private static final int HORIZON = 48;
    private static final double[] NEXT = {3, Double.NaN, 5, 4, 0, 7, Double.NaN, Double.NaN, 6};

    private ModelSubjects() {}

    static Map<String, Supplier<Subject>> all() {
        Map<String, Forecaster> forecasters = new LinkedHashMap<>();
        forecasters.put("persistence", Forecasters.persistence());
        forecasters.put("seasonal-naive", Forecasters.seasonalNaive());
        forecasters.put("holt-winters", Forecasters.holtWinters());
        forecasters.put(
                "holt-winters-damped", Forecasters.holtWinters(Trend.DAMPED, SeasonChoice.ADDITIVE, Effort.QUICK));
        forecasters.put("multi-seasonal", Forecasters.multiSeasonal());
        forecasters.put("ets-additive", Forecasters.ets(EtsSpec.parse("AAdA")));
        forecasters.put("ets-relative", Forecasters.ets(EtsSpec.parse("MAdM")));
        forecasters.put("arima", Forecasters.arima(ArimaOrder.of(2, 1, 1).seasonal(1, 1, 1, SEASON)));
        forecasters.put("auto-arima", Forecasters.autoArima());
        forecasters.put("long-run", Forecasters.longRun());
        forecasters.put("level-shape", Forecasters.levelShape());
        forecasters.put("selection", Forecasters.auto());
        Map<String, Supplier<Subject>> subjects = new LinkedHashMap<>();
        forecasters.forEach((name, forecaster) -> subjects.put("model-" + name, () -> subject(name, forecaster)));
        return subjects;
    }

    private static Subject subject(String name, Forecaster forecaster) {
        if (!(forecaster instanceof ModelCodec codec)) {
            throw new IllegalStateException("The models of " + name + " must be ones that can be kept.");
        }
        List<byte[]> seeds = new ArrayList<>();
        for (int kind = 0; kind < 3; kind++) {
            FittedModel model = fitted(forecaster, kind);
            seeds.add(codec.encode(model));
            observe(model);
            seeds.add(codec.encode(model));
        }
        return new Subject("model-" + name, Form.SEALED, seeds, input -> read(codec, input));
    }

    private static FittedModel fitted(Forecaster forecaster, int kind) {
        SplittableRandom random = new SplittableRandom(kind);
        double[] values = new double[kind == 1 ? 4 * SEASON : LONG];
        for (int i = 0; i < values.length; i++) {
            double season = 2 * Math.sin(2 * Math.PI * i / SEASON);
            values[i] = kind == 2 && i % 50 > 45
                    ? Double.NaN
                    : 5 + season + random.nextDouble() + (kind == 2 ? i / 200.0 : 0);
        }
        TimeSeries history = TimeSeries.of(Instant.parse("2026-01-05T00:00:00Z"), Duration.ofHours(1), values);
        FitResult result = forecaster.fit(ForecastRequest.of(history, SEASON).within(0, 100));
        if (result instanceof FitResult.Fitted fitted) {
            return fitted.model();
        }
        throw new IllegalStateException("The series " + kind + " must be one that can be learned: " + result);
    }

    private static Verdict read(ModelCodec codec, byte[] input) {
        FittedModel model;
        try {
            model = codec.decode(input, List.of());
        } catch (IllegalArgumentException e) {
            return Verdict.REFUSED;
        }
        use(model);
        byte[] again = codec.encode(model);
        observe(model);
        use(model);
        use(codec.decode(again, List.of()));
        return Verdict.ACCEPTED;
    }

    private static void observe(FittedModel model) {
        for (double value : NEXT) {
            model.observe(value);
        }
    }

    /** As the control loop does; a forecast checks itself that it is finite. */
    private static void use(FittedModel model) {
        if (model.description().isEmpty() || model.origin().equals(Instant.MIN)) {
            throw new IllegalStateException("A model must say what it is.");
        }
        Forecast forecast = model.forecast(HORIZON, QuantileLevels.STANDARD);
        Forecast next = model.forecast(1, QuantileLevels.STANDARD);
        if (forecast.mean(0) != next.mean(0)) {
            throw new IllegalStateException("The first step must not depend on how many there are.");
        }
        for (int back = 0; back < model.residuals(); back++) {
            if (Double.isInfinite(model.residual(back))) {
                throw new IllegalStateException("The residual " + back + " must be finite.");
            }
        }
    }
}
