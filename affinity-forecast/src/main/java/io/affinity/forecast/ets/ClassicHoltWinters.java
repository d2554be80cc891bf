// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.numeric.LeastSquaresSearch;
import io.affinity.forecast.numeric.LeastSquaresSearch.Limits;
import io.affinity.forecast.numeric.LinearInterpolation;
import io.affinity.forecast.numeric.NumericalProblem;
import io.affinity.forecast.numeric.StraightLine;
import io.affinity.forecast.recursion.Decomposition;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/**
 * The method of Holt and Winters (Winters 1960) with the recursion and the start of R's {@code stats::HoltWinters}: classical
 * decomposition of the first two periods, a straight line through its moving average, and least squares of the one-step
 * errors from the second period on. A missing value changes nothing but the time; in the first two periods it is
 * interpolated. Immutable and thread-safe.
 *
 * <p>For comparison with R; what forecasts is {@link io.affinity.forecast.smoothing.HoltWinters}. It keeps R's parameters
 * and its recursion by values, {@code level = alpha (value without season) + (1 - alpha) (level + slope)}, in which a
 * multiplicative season is not the state space form's: the season learns from the new level, not from the expected one. So
 * it shares no state with {@link io.affinity.forecast.recursion.SmoothingState}. A run costs the length of the series and is
 * made anew for each of some hundred evaluations.
 */
public final class ClassicHoltWinters {

    private static final double[][] STARTS = {{0.3, 0.1, 0.1}, {0.7, 0.02, 0.8}, {0.1, 0.5, 0.3}, {0.9, 0.01, 0.1}};
    private static final double[] GRID = {0.1, 0.5, 0.9};
    private static final Limits LIMITS = Limits.ofSteps(1e-10, 100);

    private final EtsSpec.Season season;
    private final double[] parameters;
    private final double[] residuals;
    private final double sumOfSquares;
    private final double[] coefficients;

    private ClassicHoltWinters(
            EtsSpec.Season season,
            double[] parameters,
            double[] residuals,
            double sumOfSquares,
            double[] coefficients) {
        this.season = season;
        this.parameters = parameters;
        this.residuals = residuals;
        this.sumOfSquares = sumOfSquares;
        this.coefficients = coefficients;
    }

    /**
     * {@return the model with the least sum of squared errors}
     *
     * @param series values at equal steps, NaN where missing; positive with a multiplicative season; two periods at least
     * @param period at least 2
     * @param season additive or multiplicative
     * @throws IllegalArgumentException if the series, the period or the season is not as said
     */
    public static ClassicHoltWinters estimate(double[] series, int period, EtsSpec.Season season) {
        check(series, period, season);
        LeastSquaresSearch.Problem problem =
                new NumericalProblem(point -> run(series, period, season, point).errors(), STARTS[0].length);
        LeastSquaresSearch best = Stream.concat(Stream.of(STARTS), Stream.of(bestOfGrid(series, period, season)))
                .map(start -> new LeastSquaresSearch(problem, start, start.length).advance(LIMITS))
                .min(Comparator.comparingDouble(LeastSquaresSearch::objective))
                .orElseThrow();
        return run(series, period, season, best.point());
    }

    /** Along an edge such as a slope that never changes, no search comes down to what lies far from it. */
    private static double[] bestOfGrid(double[] series, int period, EtsSpec.Season season) {
        double[] best = STARTS[0];
        double least = Double.POSITIVE_INFINITY;
        for (double alpha : GRID) {
            for (double beta : GRID) {
                for (double gamma : GRID) {
                    double[] point = {alpha, beta, gamma};
                    double sum = run(series, period, season, point).sumOfSquares();
                    if (sum < least) {
                        least = sum;
                        best = point;
                    }
                }
            }
        }
        return best;
    }

    /**
     * {@return the model with these smoothing parameters, each in [0, 1]}
     *
     * @param series as for {@link #estimate}
     * @throws IllegalArgumentException if a parameter lies outside, or the series does not do
     */
    public static ClassicHoltWinters evaluate(
            double[] series, int period, EtsSpec.Season season, double alpha, double beta, double gamma) {
        check(series, period, season);
        double[] parameters = {alpha, beta, gamma};
        for (double parameter : parameters) {
            if (!(parameter >= 0 && parameter <= 1)) {
                throw new IllegalArgumentException("The parameters alpha, beta, gamma (" + Arrays.toString(parameters)
                        + ") must lie between 0 and 1.");
            }
        }
        return run(series, period, season, parameters);
    }

    /** {@return alpha, beta and gamma by name; a new map} */
    public Map<String, Double> parameters() {
        Map<String, Double> named = new LinkedHashMap<>();
        named.put("alpha", parameters[0]);
        named.put("beta", parameters[1]);
        named.put("gamma", parameters[2]);
        return named;
    }

    /** {@return the state after the last value by R's names: a (level), b (slope), s1 (season of the next step), s2 and so
     * on; a new map} */
    public Map<String, Double> coefficients() {
        Map<String, Double> named = new LinkedHashMap<>();
        named.put("a", coefficients[0]);
        named.put("b", coefficients[1]);
        for (int i = 2; i < coefficients.length; i++) {
            named.put("s" + (i - 1), coefficients[i]);
        }
        return named;
    }

    /** {@return the sum of the squared one-step errors from the second period on} */
    public double sumOfSquares() {
        return sumOfSquares;
    }

    /** {@return value less mean of each step; NaN in the first period and where the value is missing} */
    public double[] residuals() {
        return residuals.clone();
    }

    /** {@return the residuals, 0 where there is none} */
    private double[] errors() {
        return Arrays.stream(residuals)
                .map(residual -> Double.isNaN(residual) ? 0 : residual)
                .toArray();
    }

    /**
     * {@return mean and intervals of the steps after the last value, the variance of one error being that of the residuals}
     *
     * @param steps at least 1
     */
    public EtsForecast forecast(int steps) {
        ClassicVariance variance = new ClassicVariance(parameters, coefficients);
        return season == EtsSpec.Season.MULTIPLICATIVE
                ? forecast(steps, variance::multiplicative)
                : forecast(steps, variance::additive);
    }

    /**
     * {@return the same as R's {@code predict}} The intervals of a multiplicative season differ: R (4.2.2) counts the newest
     * error like an older one and at the last step of each period divides by the slope instead of the season.
     *
     * @param steps at least 1
     */
    public EtsForecast forecastLikeR(int steps) {
        ClassicVariance variance = new ClassicVariance(parameters, coefficients);
        return season == EtsSpec.Season.MULTIPLICATIVE
                ? forecast(steps, variance::multiplicativeLikeR)
                : forecast(steps, variance::additive);
    }

    private EtsForecast forecast(int steps, IntToDoubleFunction growth) {
        if (steps < 1) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
        }
        double unit = varianceOfResiduals();
        int period = coefficients.length - 2;
        double[] mean = new double[steps];
        double[] variance = new double[steps];
        for (int i = 0; i < steps; i++) {
            double base = coefficients[0] + (i + 1) * coefficients[1];
            mean[i] = combined(season, base, coefficients[2 + i % period]);
            variance[i] = unit * growth.applyAsDouble(i + 1);
        }
        return EtsForecast.normal(mean, variance);
    }

    private double varianceOfResiduals() {
        double[] known = Arrays.stream(residuals)
                .filter(residual -> !Double.isNaN(residual))
                .toArray();
        double mean = Arrays.stream(known).average().orElse(0);
        double squares = Arrays.stream(known)
                .map(error -> (error - mean) * (error - mean))
                .sum();
        return squares / Math.max(1, known.length - 1);
    }

    private static ClassicHoltWinters run(double[] values, int period, EtsSpec.Season season, double[] parameters) {
        double[] window = Arrays.copyOf(values, 2 * period);
        LinearInterpolation.fill(window);
        double[] average = Decomposition.movingAverage(window, period);
        double[] seasons = season == EtsSpec.Season.MULTIPLICATIVE
                ? Decomposition.factors(window, average, period)
                : Decomposition.terms(window, average, period);
        StraightLine line = StraightLine.through(average, average.length);
        double slope = line.slope();
        // R numbers the moving average from 1 and takes the intercept at 0 as the level.
        double level = line.after(-(average.length + 1) / 2.0);
        double[] residuals = new double[values.length];
        Arrays.fill(residuals, 0, period, Double.NaN);
        double squares = 0;
        for (int t = period; t < values.length; t++) {
            double base = level + slope;
            double repeated = seasons[t % period];
            residuals[t] = values[t] - combined(season, base, repeated);
            if (Double.isNaN(values[t])) {
                level = base;
                continue;
            }
            squares += residuals[t] * residuals[t];
            double next = parameters[0] * without(season, values[t], repeated) + (1 - parameters[0]) * base;
            slope = parameters[1] * (next - level) + (1 - parameters[1]) * slope;
            level = next;
            seasons[t % period] = parameters[2] * without(season, values[t], level) + (1 - parameters[2]) * repeated;
        }
        double[] coefficients = new double[2 + period];
        coefficients[0] = level;
        coefficients[1] = slope;
        for (int i = 0; i < period; i++) {
            coefficients[2 + i] = seasons[(values.length + i) % period];
        }
        return new ClassicHoltWinters(season, parameters.clone(), residuals, squares, coefficients);
    }

    private static double combined(EtsSpec.Season season, double base, double repeated) {
        return season == EtsSpec.Season.MULTIPLICATIVE ? base * repeated : base + repeated;
    }

    private static double without(EtsSpec.Season season, double value, double other) {
        return season == EtsSpec.Season.MULTIPLICATIVE ? value / other : value - other;
    }

    private static void check(double[] series, int period, EtsSpec.Season season) {
        if (season == EtsSpec.Season.NONE) {
            throw new IllegalArgumentException("The season (" + season + ") must be additive or multiplicative.");
        }
        if (period < 2 || series.length < 2 * period) {
            throw new IllegalArgumentException("The period (" + period
                    + ") must be at least 2 and fit twice into the series (" + series.length + " values).");
        }
        boolean present = false;
        for (int i = 0; i < series.length; i++) {
            boolean positive = series[i] > 0 || season == EtsSpec.Season.ADDITIVE;
            present |= i < 2 * period && !Double.isNaN(series[i]);
            if (Double.isInfinite(series[i]) || !(positive || Double.isNaN(series[i]))) {
                throw new IllegalArgumentException("The value " + i + " (" + series[i] + ") must be finite"
                        + (season == EtsSpec.Season.ADDITIVE ? "" : " and positive") + ", or NaN where it is missing.");
            }
        }
        if (!present) {
            throw new IllegalArgumentException(
                    "The first two periods (" + 2 * period + " values) must not all be missing.");
        }
    }
}
