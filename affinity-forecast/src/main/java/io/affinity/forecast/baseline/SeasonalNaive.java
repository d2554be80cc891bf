// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.baseline;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.calibration.PointModel;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.forecast.numeric.LinearInterpolation;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.util.Arrays;
import java.util.List;

/**
 * What was one season ago comes again: the forecast of a step is the last value at the same place of the season. A value
 * that is missing leaves the one of the season before in its place; gaps of the first season are interpolated.
 *
 * <p>By default it takes the longest period of the request that the history covers once. Without such a period it is the
 * persistence forecast, and says so. Needs one value that is not missing. Ignores covariates. Immutable and thread-safe.
 */
public final class SeasonalNaive implements Forecaster, ModelCodec {

    private final PeriodChoice choice;

    /** Creates the forecaster that takes the longest period covered. */
    public SeasonalNaive() {
        this(PeriodChoice.LONGEST);
    }

    private SeasonalNaive(PeriodChoice choice) {
        this.choice = choice;
    }

    /** {@return a copy that chooses among the periods covered in this way} */
    public SeasonalNaive withPeriodChoice(PeriodChoice newChoice) {
        return new SeasonalNaive(newChoice);
    }

    @Override
    public String name() {
        return "seasonal-naive";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        TimeSeries history = request.history();
        int first = 0;
        while (first < history.length() && Double.isNaN(history.value(first))) {
            first++;
        }
        if (first == history.length()) {
            return new FitResult.InsufficientHistory(1, 0);
        }
        int period = choice.among(request.seasonalPeriods(), history.length() - first);
        double[] season = Arrays.copyOfRange(history.values(), first, first + period);
        LinearInterpolation.fill(season);
        return new FitResult.Fitted(CalibratedModel.of(request, first + period, new LastSeason(season)));
    }

    @Override
    public FitResult refit(FittedModel previous, ForecastRequest request) {
        return CalibratedModel.refitted(previous, fit(request));
    }

    @Override
    public byte[] encode(FittedModel model) {
        return CalibratedModel.encode(model, name(), LastSeason.class);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return CalibratedModel.decode(bytes, name(), LastSeason::new);
    }

    private static final class LastSeason implements PointModel {

        private final double[] season;
        private int next;

        LastSeason(double[] season) {
            this.season = season;
        }

        LastSeason(StateReader in) {
            season = in.takeNumbers("a season");
            next = in.takeInt("the place in the season", 0, season.length - 1);
        }

        @Override
        public void write(StateWriter out) {
            out.putDoubles(season);
            out.putInt(next);
        }

        @Override
        public String description() {
            return season.length == 1
                    ? "seasonal naive without a season: persistence"
                    : "seasonal naive, period " + season.length;
        }

        @Override
        public double mean(int lead) {
            return season[(int) ((next + (long) lead - 1) % season.length)];
        }

        @Override
        public double response(int lag) {
            return lag % season.length == 0 ? 1 : 0;
        }

        @Override
        public void observe(double value) {
            if (!Double.isNaN(value)) {
                season[next] = value;
            }
            next = next + 1 == season.length ? 0 : next + 1;
        }
    }
}
