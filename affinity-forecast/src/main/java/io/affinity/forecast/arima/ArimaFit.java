// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import io.affinity.forecast.arima.estimation.ArimaEstimate;
import io.affinity.forecast.arima.estimation.ParameterErrors;
import io.affinity.forecast.arima.filter.ArimaLikelihood;
import io.affinity.forecast.arima.filter.FilteredSeries;
import io.affinity.forecast.arima.filter.PreparedSeries;
import io.affinity.forecast.arima.model.ArimaForecast;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.forecast.arima.process.ArmaCoefficients;
import io.affinity.forecast.arima.regression.KnownParameters;
import io.affinity.forecast.arima.regression.RegressionColumns;
import java.util.Map;

/**
 * An ARIMA model of one series: its parameters, its likelihood and what it forecasts. Immutable and thread-safe.
 *
 * <p>The likelihood is the exact Gaussian one of the differenced series (of the series itself where nothing is
 * differenced). With gaps it is that of the values which are present, given those which it takes to know the first levels
 * (Durbin and Koopman 2012, section 5.2). Information criteria count the innovations' variance as a parameter,
 * and fixed parameters not, as R does.
 */
public final class ArimaFit {

    private final ArimaOrder order;
    private final ArmaCoefficients coefficients;
    private final RegressionColumns regressors;
    private final double[] regression;
    private final KnownParameters known;
    private final double[] series;
    private final int used;
    private final double logLikelihood;
    private final double deviation;
    private final FilteredSeries filtered;

    /** @param known those parameters that were not estimated */
    ArimaFit(
            double[] series,
            ArmaCoefficients coefficients,
            RegressionColumns regressors,
            double[] regression,
            KnownParameters known) {
        this.order = coefficients.order();
        this.coefficients = coefficients;
        this.regressors = regressors;
        this.regression = regression;
        this.known = known;
        this.series = series.clone();
        double[] rest = rest(series, regressors, regression);
        RegressionColumns none = RegressionColumns.of(order.with(Constant.NONE), Map.of(), 0, series.length);
        PreparedSeries prepared = new PreparedSeries(rest, order, none);
        ArimaLikelihood likelihood = new ArimaLikelihood(prepared);
        likelihood.residuals(coefficients);
        used = prepared.used();
        logLikelihood = likelihood.logLikelihood();
        deviation = likelihood.deviation();
        filtered = new FilteredSeries(rest, coefficients);
    }

    private static double[] rest(double[] series, RegressionColumns regressors, double[] regression) {
        double[] rest = regressors.sum(regression, series.length);
        for (int i = 0; i < rest.length; i++) {
            rest[i] = series[i] - rest[i];
        }
        return rest;
    }

    public ArimaOrder order() {
        return order;
    }

    /** {@return the parameters by their names in R, in R's order and with its signs: ar1, ma1, sar1, sma1, intercept} */
    public Map<String, Double> parameters() {
        Map<String, Double> named = coefficients.named();
        regressors.addTo(named, regression);
        return named;
    }

    /**
     * {@return the standard error of each estimated parameter, by its name in R} From the curvature of the likelihood
     * (observed information), with the innovations' variance at its best value, as R does. NaN where the likelihood has no
     * top in the inside of what is allowed, for example at a moving average's unit root. Takes some dozens of evaluations of
     * the likelihood.
     */
    public Map<String, Double> standardErrors() {
        PreparedSeries prepared = new PreparedSeries(known.rest(series, regressors), order, known.freeOf(regressors));
        double[] errors =
                new ParameterErrors(new ArimaLikelihood(prepared), coefficients, known.armaValues()).standardErrors();
        return known.nameFree(errors);
    }

    /** {@return the innovations' variance (divisor: the number of values used), in the square of the series' unit; infinite for
     * values above about 1e150} */
    public double sigma2() {
        return deviation * deviation;
    }

    /** {@return how many values the likelihood counts: those present less those that differencing uses up} */
    public int used() {
        return used;
    }

    /** {@return the natural logarithm of the likelihood} */
    public double logLikelihood() {
        return logLikelihood;
    }

    /** {@return Akaike's information criterion} */
    public double aic() {
        return 2 * (parameterCount() - logLikelihood);
    }

    /** {@return the same, corrected for short series; infinite where there are too few values for that} */
    public double aicc() {
        return ArimaEstimate.aicc(logLikelihood, parameterCount(), used);
    }

    /** {@return Schwarz's information criterion} */
    public double bic() {
        return parameterCount() * Math.log(used) - 2 * logLikelihood;
    }

    /**
     * {@return the one-step errors, as long as the series: each divided by the standard deviation that it has in units of the innovations' one,
     * which is 1 but for the first and those after gaps; NaN where the value is missing, 0 for values that differencing
     * uses up}
     */
    public double[] residuals() {
        return filtered.residuals();
    }

    /**
     * {@return mean and standard error of the next steps}
     *
     * @param steps at least 1
     * @throws IllegalArgumentException if it is less, or the model has regressors
     */
    public ArimaForecast forecast(int steps) {
        return forecast(steps, Map.of());
    }

    /**
     * {@return mean and standard error of the next steps}
     *
     * @param steps at least 1
     * @param future the regressors of the fit, under the same names and in the same order, for these steps
     * @throws IllegalArgumentException if {@code steps} is less, or the regressors are not those of the fit
     */
    public ArimaForecast forecast(int steps, Map<String, double[]> future) {
        if (steps < 1) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
        }
        RegressionColumns columns = RegressionColumns.of(order, future, series.length, steps);
        if (!columns.names().equals(regressors.names())) {
            throw new IllegalArgumentException(
                    "The regressors " + columns.names() + " must be those of the fit: " + regressors.names() + ".");
        }
        ArimaForecast rest = filtered.forecast(steps, deviation);
        double[] mean = columns.sum(regression, steps);
        double[] around = rest.mean();
        for (int i = 0; i < steps; i++) {
            mean[i] += around[i];
        }
        return new ArimaForecast(mean, rest.standardErrors());
    }

    private int parameterCount() {
        return known.free() + 1;
    }

    @Override
    public String toString() {
        return "ARIMA" + order + " " + parameters() + ", log-likelihood " + logLikelihood;
    }
}
