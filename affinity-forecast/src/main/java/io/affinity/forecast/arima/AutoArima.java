// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import io.affinity.forecast.arima.estimation.ArimaEstimate;
import io.affinity.forecast.arima.filter.ArimaPoint;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.process.LagPolynomial;
import io.affinity.forecast.arima.regression.KnownParameters;
import io.affinity.forecast.arima.regression.RegressionColumns;
import io.affinity.forecast.arima.regression.RegressionPath;
import io.affinity.forecast.arima.search.ArimaSeason;
import io.affinity.forecast.arima.search.LevelStationarity;
import io.affinity.forecast.arima.search.OrderSearch;
import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.numeric.LinearInterpolation;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Seasonal ARIMA whose order is found from the series (Hyndman and Khandakar 2008): a seasonal difference where the
 * season's strength is above 0.64, differences as long as the test of Kwiatkowski et al. (1992) rejects a steady level,
 * two at most; the other parts and the constant by a stepwise search for the least AICc, p and q up to 5, P and Q up to 2,
 * with some longer steps than theirs where no short one is better.
 *
 * <p>The season is the shortest period of the request that the history covers three times. The work of a search is bounded
 * by a number of values times evaluations of the likelihood, so that the result does not depend on the machine; when it is
 * used up, the best order so far counts. Seasons of more than 400 steps are left to other models. Needs 3
 * values that are not missing. Immutable and thread-safe; deterministic.
 */
public final class AutoArima implements Forecaster, ModelCodec {

    private static final int LEAST_VALUES = 3;
    private static final int SEASONS = 3;
    private static final int MOST_DIFFERENCES = 2;
    private static final double STRONG_SEASON = 0.64;
    private static final double DEFAULT_WORK = 3e6;

    private final double work;

    /** Creates the forecaster with its default budget. */
    public AutoArima() {
        this(DEFAULT_WORK);
    }

    private AutoArima(double work) {
        this.work = work;
    }

    /**
     * {@return the forecaster with this budget for one series}
     *
     * @param values values filtered in all, positive: the length of the series times the evaluations of the likelihood, a
     *     value counting more than once where lags are long or values are missing
     */
    public static AutoArima withBudget(double values) {
        if (!(values > 0)) {
            throw new IllegalArgumentException("The budget (" + values + " values filtered) must be positive.");
        }
        return new AutoArima(values);
    }

    @Override
    public boolean readsCovariates() {
        return true;
    }

    @Override
    public String name() {
        return "auto-arima";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        int present = request.history().present();
        int required = LEAST_VALUES + request.covariates().size();
        if (present < required) {
            return new FitResult.InsufficientHistory(required, present);
        }
        double[] values = request.history().values();
        Map<String, double[]> covariates = RegressionPath.columns(request.history(), request.covariates());
        int period = ArimaSeason.shortest(request.seasonalPeriods(), present / SEASONS);
        return OnlineArima.of(request, best(values, covariates, period));
    }

    @Override
    public byte[] encode(FittedModel model) {
        return CalibratedModel.encode(model, name(), ArimaPoint.class);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return CalibratedModel.decode(bytes, name(), in -> ArimaPoint.read(in, covariates));
    }

    /**
     * {@return the model of the best order found}
     *
     * @param series NaN where a value is missing
     * @param period of the season in steps; 1 without one; ignored if it is above 400, or if the series has not three times
     *     as many values
     * @throws IllegalArgumentException if a value is infinite, fewer than 3 are present, or the period is below 1
     */
    public ArimaFit estimate(double[] series, int period) {
        Arima.check(series, LEAST_VALUES);
        if (period < 1) {
            throw new IllegalArgumentException("The period (" + period + " steps) must be at least 1.");
        }
        int covered = ArimaSeason.shortest(List.of(period), present(series) / SEASONS);
        ArimaEstimate best = best(series, Map.of(), covered);
        ArimaOrder order = best.coefficients().order();
        RegressionColumns columns = RegressionColumns.of(order, Map.of(), 0, series.length);
        KnownParameters none = KnownParameters.of(order, columns, Map.of());
        return new ArimaFit(series, best.coefficients(), columns, best.regression(), none);
    }

    private static int present(double[] values) {
        return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    }

    private ArimaEstimate best(double[] values, Map<String, double[]> regressors, int period) {
        double[] filled = values.clone();
        LinearInterpolation.fill(filled);
        boolean seasonal = period > 1 && ArimaSeason.strength(filled, period) > STRONG_SEASON;
        ArimaOrder order = ArimaOrder.of(0, 0, 0).seasonal(0, seasonal ? 1 : 0, 0, period);
        int most = present(values) - regressors.size();
        while (order.differences() < MOST_DIFFERENCES
                && order.required() < most
                && LevelStationarity.isRejected(LagPolynomial.difference(order).filter(filled))) {
            order = ArimaOrder.of(0, order.differences() + 1, 0).seasonal(0, order.seasonalDifferences(), 0, period);
        }
        return new OrderSearch(values, regressors, order, work).best();
    }
}
