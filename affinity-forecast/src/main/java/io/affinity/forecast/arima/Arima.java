// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import io.affinity.forecast.arima.estimation.ArimaEstimate;
import io.affinity.forecast.arima.estimation.ArimaEstimation;
import io.affinity.forecast.arima.estimation.SearchSpace;
import io.affinity.forecast.arima.filter.ArimaPoint;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.forecast.arima.process.ArmaCoefficients;
import io.affinity.forecast.arima.regression.KnownParameters;
import io.affinity.forecast.arima.regression.RegressionColumns;
import io.affinity.forecast.arima.regression.RegressionPath;
import io.affinity.forecast.arima.search.ArimaSeason;
import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Seasonal ARIMA of a given order, or a regression on covariates with such errors, by exact maximum likelihood (Box and
 * Jenkins 1976; Harvey 1989, sections 3.3 and 3.4). Missing values are left out of the likelihood, not filled.
 *
 * <p>Default order: (1,0,1)(0,1,1) at the shortest period of the request that the history covers three times; without
 * one, (1,0,1) with a mean. A fitted model is exact over missing values too: as long as at most 64 of them, not yet made
 * up for by later values, are open at once, or the state is not longer than 48 steps; else the least uncertain of what
 * they leave open is taken as known.
 *
 * <p>With gaps, a step of the likelihood may cost the square of the longest lag. Where a search would take more than some
 * second, it begins with the gaps filled by straight lines, and as many exact evaluations follow as are affordable; their
 * number depends on the lengths only. Immutable and thread-safe; deterministic.
 */
public final class Arima implements Forecaster, ModelCodec {

    private static final int SEASONS = 3;

    private final @Nullable ArimaOrder order;

    /** Creates the forecaster with its default order. */
    public Arima() {
        this(null);
    }

    private Arima(@Nullable ArimaOrder order) {
        this.order = order;
    }

    /** {@return the forecaster of this order} */
    public static Arima withOrder(ArimaOrder order) {
        return new Arima(order);
    }

    @Override
    public boolean readsCovariates() {
        return true;
    }

    @Override
    public String name() {
        return "arima";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        int present = request.history().present();
        ArimaOrder chosen = order == null ? defaultOrder(request.seasonalPeriods(), present) : order;
        int required = chosen.required() + request.covariates().size();
        if (present < required) {
            return new FitResult.InsufficientHistory(required, present);
        }
        double[] values = request.history().values();
        RegressionColumns columns = RegressionColumns.of(
                chosen, RegressionPath.columns(request.history(), request.covariates()), 0, values.length);
        return OnlineArima.of(request, new ArimaEstimation(values, chosen, columns).estimate());
    }

    @Override
    public byte[] encode(FittedModel model) {
        return CalibratedModel.encode(model, name(), ArimaPoint.class);
    }

    @Override
    public FittedModel decode(byte[] bytes, List<Covariate> covariates) {
        return CalibratedModel.decode(bytes, name(), in -> ArimaPoint.read(in, covariates));
    }

    private static ArimaOrder defaultOrder(List<Integer> periods, int present) {
        int period = ArimaSeason.shortest(periods, present / SEASONS);
        return period > 1
                ? ArimaOrder.of(1, 0, 1).seasonal(0, 1, 1, period)
                : ArimaOrder.of(1, 0, 1).with(Constant.ESTIMATED);
    }

    /**
     * {@return the model of this order with the greatest likelihood}
     *
     * @param series NaN where a value is missing
     * @throws IllegalArgumentException if a value is infinite, or too few are present for the order
     */
    public static ArimaFit estimate(double[] series, ArimaOrder order) {
        return estimate(series, order, Map.of());
    }

    /**
     * {@return the same for a regression with ARIMA errors}
     *
     * @param regressors a finite value for each step of the series, by name, in the order of iteration; one that depends
     *     linearly on those before it gets the coefficient 0
     */
    public static ArimaFit estimate(double[] series, ArimaOrder order, Map<String, double[]> regressors) {
        return estimate(series, order, regressors, Map.of());
    }

    /**
     * {@return the same with some of the parameters fixed, which do not count as parameters then}
     *
     * @param fixed values of parameters by their names in R, see {@link ArimaFit#parameters()}; may be empty, and may be
     *     all of them
     * @throws IllegalArgumentException if a name is unknown, a value not finite, or no autoregressive part with these
     *     values is found stationary
     */
    public static ArimaFit estimate(
            double[] series, ArimaOrder order, Map<String, double[]> regressors, Map<String, Double> fixed) {
        RegressionColumns columns = RegressionColumns.of(order, regressors, 0, series.length);
        KnownParameters known = KnownParameters.of(order, columns, fixed);
        check(series, order.lost() + known.free() + 2);
        SearchSpace space = SearchSpace.of(order, known.armaValues());
        ArimaEstimate best =
                new ArimaEstimation(known.rest(series, columns), order, space, known.freeOf(columns)).estimate();
        return new ArimaFit(series, best.coefficients(), columns, known.regression(best.regression()), known);
    }

    /**
     * {@return the model with these parameters; all count as parameters}
     *
     * @param parameters a value for each parameter of {@link ArimaFit#parameters()}, and no other
     * @throws IllegalArgumentException if a parameter is missing, unknown or not finite, the autoregressive part is not
     *     stationary, a value is infinite, or too few are present
     */
    public static ArimaFit evaluate(
            double[] series, ArimaOrder order, Map<String, double[]> regressors, Map<String, Double> parameters) {
        RegressionColumns columns = RegressionColumns.of(order, regressors, 0, series.length);
        check(series, order.lost() + 1);
        KnownParameters known = KnownParameters.of(order, columns, parameters);
        if (!known.isComplete()) {
            throw new IllegalArgumentException(
                    "The parameters " + parameters + " must be finite values of all of " + known.names() + ".");
        }
        ArmaCoefficients coefficients = ArmaCoefficients.of(order, known.armaValues());
        if (!Double.isFinite(coefficients.arVariance())) {
            throw new IllegalArgumentException("The autoregressive part of " + parameters + " must be stationary.");
        }
        KnownParameters none = KnownParameters.of(order, columns, Map.of());
        return new ArimaFit(series, coefficients, columns, known.regressionValues(), none);
    }

    static void check(double[] series, int required) {
        int present = 0;
        for (int i = 0; i < series.length; i++) {
            if (Double.isInfinite(series[i])) {
                throw new IllegalArgumentException(
                        "The value at index " + i + " (" + series[i] + ") must be finite, or NaN where it is missing.");
            }
            present += Double.isNaN(series[i]) ? 0 : 1;
        }
        if (present < required) {
            throw new IllegalArgumentException(
                    "The series has " + present + " values but there must be at least " + required + ".");
        }
    }
}
