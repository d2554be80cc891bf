package io.affinity.forecast.arima;

import java.util.Arrays;
import java.util.List;

/** One run of the filter over a series without regression, with all that a fit reports of it. */
final class FilteredSeries {

    private final PreparedSeries series;
    private final double[] residuals;
    private final GapFilter end;

    /** @param values the series less its regression */
    FilteredSeries(double[] values, ArmaCoefficients coefficients) {
        series = new PreparedSeries(values, coefficients.order(), new RegressionColumns(List.of(), List.of()));
        residuals = new double[values.length];
        Arrays.fill(residuals, 0, series.first(), Double.NaN);
        LagPolynomial ar = coefficients.arPolynomial();
        LagPolynomial ma = coefficients.maPolynomial();
        end = series.hasGaps() ? runWithGaps(new GapFilter(ar, ma, series.difference(), 1)) : run(values, ar, ma);
    }

    /**
     * {@return the one-step errors, each divided by its standard deviation in units of the innovations'; NaN where the
     * value is missing, 0 where it went into finding the first levels}
     */
    double[] residuals() {
        return residuals.clone();
    }

    /** {@return mean and standard error of the next values, innovations of this variance} */
    ArimaForecast forecast(int steps, double variance) {
        GapFilter filter = end.copy();
        double[] mean = new double[steps];
        double[] errors = new double[steps];
        for (int h = 0; h < steps; h++) {
            mean[h] = filter.expected(0) * series.scale() + series.shift();
            // Never below an innovation's own, but rounding may say so where the autoregression nearly has a unit root.
            errors[h] = Math.sqrt(variance * Math.max(1, filter.variance()));
            filter.advance();
        }
        return new ArimaForecast(mean, errors);
    }

    private GapFilter run(double[] values, LagPolynomial ar, LagPolynomial ma) {
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
        return GapFilter.after(levels, series.difference(), ar, ma, filter, covariance);
    }

    private GapFilter runWithGaps(GapFilter filter) {
        double[] values = series.columns()[0];
        for (int t = 0; t < values.length; t++) {
            int at = series.first() + t;
            residuals[at] = Double.NaN;
            if (!Double.isNaN(values[t])) {
                double error = (values[t] - filter.expected(0)) / Math.sqrt(filter.variance());
                residuals[at] = filter.isInformed() ? error * series.scale() : 0;
                filter.take(0, values[t]);
                filter.absorb();
            }
            filter.advance();
        }
        return filter;
    }
}
