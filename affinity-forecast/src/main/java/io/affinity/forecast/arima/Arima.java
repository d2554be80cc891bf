package io.affinity.forecast.arima;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Seasonal ARIMA of a given order, or a regression on covariates with such errors, by exact maximum likelihood (Box and
 * Jenkins 1976; Harvey 1989, sections 3.3 and 3.4). Missing values are left out of the likelihood, not filled.
 *
 * <p>Default order: (1,0,1)(0,1,1) at the shortest period of the request that the history covers three times; without
 * one, (1,0,1) with a mean. A model that has been fitted goes on over missing values as if its own forecast had come
 * true.
 *
 * <p>With gaps, a step of the likelihood costs the square of the longest lag; where that is too much for a search, the
 * parameters are learned with the gaps filled by straight lines. Immutable and thread-safe; deterministic.
 */
public final class Arima implements Forecaster {

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
        return FittedArima.of(request, new ArimaEstimation(values, chosen, columns).estimate());
    }

    private static ArimaOrder defaultOrder(List<Integer> periods, int present) {
        int period = Season.shortest(periods, present / SEASONS);
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
        RegressionColumns columns = RegressionColumns.of(order, regressors, 0, series.length);
        check(series, order.required() + regressors.size());
        ArimaEstimate best = new ArimaEstimation(series, order, columns).estimate();
        return new ArimaFit(series, best.coefficients(), columns, best.regression());
    }

    /**
     * {@return the model with these parameters}
     *
     * @param parameters a value for each parameter of {@link ArimaFit#parameters()}, and no other
     * @throws IllegalArgumentException if a parameter is missing, unknown or not finite, the autoregressive part is not
     *     stationary, a value is infinite, or too few are present
     */
    public static ArimaFit evaluate(
            double[] series, ArimaOrder order, Map<String, double[]> regressors, Map<String, Double> parameters) {
        RegressionColumns columns = RegressionColumns.of(order, regressors, 0, series.length);
        check(series, order.lost() + 1);
        List<String> names = new ArrayList<>(ArmaCoefficients.of(order, new double[order.coefficients()])
                .named()
                .keySet());
        names.addAll(columns.names());
        double[] values = new double[names.size()];
        for (int i = 0; i < values.length; i++) {
            Double value = parameters.get(names.get(i));
            if (value == null || !Double.isFinite(value) || parameters.size() != values.length) {
                throw new IllegalArgumentException(
                        "The parameters " + parameters + " must be finite values of " + names + ".");
            }
            values[i] = value;
        }
        ArmaCoefficients coefficients = ArmaCoefficients.of(order, values);
        if (!Double.isFinite(coefficients.arVariance())) {
            throw new IllegalArgumentException("The autoregressive part of " + parameters + " must be stationary.");
        }
        return new ArimaFit(
                series, coefficients, columns, Arrays.copyOfRange(values, order.coefficients(), values.length));
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
