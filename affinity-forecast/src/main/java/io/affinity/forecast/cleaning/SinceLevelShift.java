package io.affinity.forecast.cleaning;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import io.affinity.spi.telemetry.TimeSeries;
import java.util.List;

/**
 * Another forecaster that learns only from what came after the last shift of the level: what a VM did before it was given
 * another task says little.
 *
 * <p>A shift is one by which the level changes for good, more than noise, autocorrelation and seasons explain; without one
 * the forecaster gets everything. It always gets the newest {@value #LEAST_VALUES} values and two of the shortest seasonal
 * period, for there must be something to learn from. A shift is found after three blocks of it: three of the shortest
 * seasonal period if the history has twelve, else three 120ths of the history. Models are those of the forecaster, and can be
 * encoded where it can. Immutable and thread-safe if it is.
 */
public final class SinceLevelShift implements Forecaster, ModelCodec {

    private static final int LEAST_VALUES = 96;
    private static final int LEAST_PERIODS = 2;

    private final Forecaster forecaster;

    private SinceLevelShift(Forecaster forecaster) {
        this.forecaster = forecaster;
    }

    /** {@return the forecaster, with a memory that ends at the last level shift} */
    public static SinceLevelShift of(Forecaster forecaster) {
        return new SinceLevelShift(forecaster);
    }

    /** {@return that of the forecaster with {@code since-shift-} before it} */
    @Override
    public String name() {
        return "since-shift-" + forecaster.name();
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        TimeSeries history = request.history();
        List<Integer> shifts = LevelShifts.of(history, request.seasonalPeriods());
        if (shifts.isEmpty()) {
            return forecaster.fit(request);
        }
        int shortest = request.seasonalPeriods().stream()
                .mapToInt(Integer::intValue)
                .min()
                .orElse(1);
        long needed = Math.max(LEAST_VALUES, (long) LEAST_PERIODS * shortest);
        int latest = (int) Math.max(0, history.length() - needed);
        int from = Math.min(latest, shifts.get(shifts.size() - 1));
        FitResult recent = forecaster.fit(request.withHistory(history.slice(from, history.length())));
        // Gaps may leave too little of it.
        return recent instanceof FitResult.Fitted ? recent : forecaster.fit(request);
    }

    @Override
    public byte[] encode(FittedModel model) {
        return Codecs.of(forecaster).encode(model);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return Codecs.of(forecaster).decode(bytes, covariates);
    }
}
