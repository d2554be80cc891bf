// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.model.ArimaForecast;
import io.affinity.forecast.arima.process.ArmaCoefficients;
import io.affinity.forecast.arima.process.ArmaCovariances;
import io.affinity.forecast.arima.process.LagPolynomial;
import io.affinity.forecast.arima.regression.RegressionColumns;
import io.affinity.forecast.numeric.LargestDirections;
import java.util.Arrays;
import java.util.List;

/** One run of the filter over a series without regression, with all that a fit reports of it. */
public final class FilteredSeries {

    private final PreparedSeries series;
    private final double[] residuals;
    private final LagPolynomial ar;
    private final LagPolynomial ma;
    private final LevelFilter end;

    /** @param values the series less its regression */
    public FilteredSeries(double[] values, ArmaCoefficients coefficients) {
        series = new PreparedSeries(values, coefficients.order(), new RegressionColumns(List.of(), List.of()));
        residuals = new double[values.length];
        Arrays.fill(residuals, 0, series.first(), Double.NaN);
        ar = coefficients.arPolynomial();
        ma = coefficients.maPolynomial();
        end = series.hasGaps() ? runWithGaps(values, series.levelFilter(ar, ma)) : run(values);
    }

    /**
     * {@return the one-step errors, each divided by its standard deviation in units of the innovations'; NaN where the
     * value is missing, 0 where it went into finding the first levels}
     */
    public double[] residuals() {
        return residuals.clone();
    }

    /** {@return mean and standard error of the next values, innovations of this standard deviation} */
    public ArimaForecast forecast(int steps, double deviation) {
        LevelFilter filter = end.copy();
        double[] mean = new double[steps];
        double[] errors = new double[steps];
        for (int h = 0; h < steps; h++) {
            mean[h] = filter.expected(0) * series.scale() + series.shift();
            // Never below an innovation's own, but rounding may say so where the autoregression nearly has a unit root.
            errors[h] = deviation * Math.sqrt(Math.max(1, filter.variance()));
            filter.advance();
        }
        return new ArimaForecast(mean, errors);
    }

    /** {@return what the past contributes to the values after the last one, in the unit of the series} */
    double[] state() {
        double[] state = end.state(0);
        double[] ones = new double[series.difference().degree()];
        Arrays.fill(ones, series.shift());
        double[] shift = new LevelState(ar, series.difference(), state.length).after(ones);
        for (int i = 0; i < state.length; i++) {
            state[i] = state[i] * series.scale() + shift[i];
        }
        return state;
    }

    /** {@return the covariance of that state but for the next innovation, in units of the innovations' variance} */
    LargestDirections.Covariance covarianceOfPast() {
        return (one, other) -> end.covariance(one, other) - ma.at(one) * ma.at(other);
    }

    private LevelFilter run(double[] values) {
        ArmaFilter filter = new ArmaFilter(ar, ma, 1);
        double[][] covariance = new ArmaCovariances(ar, ma).ofState();
        double[] differences = series.columns()[0];
        int lost = series.difference().degree();
        for (int t = 0; t < differences.length; t++) {
            int at = series.first() + lost + t;
            residuals[at] = (differences[t] - filter.expected(0)) / Math.sqrt(filter.variance()) * series.scale();
            filter.take(0, differences[t]);
            filter.addChange(covariance);
            filter.advance();
        }
        double[] levels = new double[lost];
        for (int i = 0; i < lost; i++) {
            levels[i] = (values[values.length - lost + i] - series.shift()) / series.scale();
        }
        double[] contributions = new double[covariance.length];
        for (int i = 0; i < contributions.length; i++) {
            contributions[i] = filter.contribution(0, i);
        }
        return new LevelFilter(
                ar, ma, series.difference(), covariance, new double[][] {contributions}, new double[][] {levels});
    }

    private LevelFilter runWithGaps(double[] values, LevelFilter filter) {
        double[] present = series.columns()[0];
        for (int at = series.first(); at < values.length; at++) {
            residuals[at] = Double.isNaN(values[at]) ? Double.NaN : 0;
        }
        for (int t = series.difference().degree(); t < present.length; t++) {
            if (!Double.isNaN(present[t])) {
                if (filter.isInformed()) {
                    double error = (present[t] - filter.expected(0)) / Math.sqrt(filter.variance());
                    residuals[series.first() + t] = error * series.scale();
                }
                filter.take(0, present[t]);
                filter.absorb();
            }
            filter.advance();
        }
        return filter;
    }
}
