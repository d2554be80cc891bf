// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.estimation;

import io.affinity.forecast.arima.filter.ArimaLikelihood;
import io.affinity.forecast.arima.filter.PreparedSeries;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.process.ArmaCoefficients;
import io.affinity.forecast.arima.regression.RegressionColumns;
import io.affinity.forecast.numeric.LeastSquaresSearch;
import io.affinity.forecast.numeric.LinearInterpolation;
import io.affinity.forecast.numeric.NumericalProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Maximum likelihood. The likelihood of an ARMA model may have several hills, above all where its two sides nearly cancel:
 * so a rough search from a few points, and a fine one from the best of what they found.
 *
 * <p>Everything costs evaluations of the likelihood, and most of these are saved by three rules: where there are many values to
 * a coefficient and no near cancellation, the first start is known to lie on the right hill; others are searched roughly
 * only; and with gaps, where one evaluation costs the square of the state, a search begins at the optimum of the filled
 * series and gets what a fixed amount of work affords. Work is counted in values filtered, not in time, so that an order
 * search stops at the same place on every machine.
 */
public final class ArimaEstimation {

    private static final double FINE = 1e-9;
    private static final int MOST_EVALUATIONS = 600;
    private static final double MOST_PARTIAL_AT_START = 0.9;
    private static final double SMALL = 0.1;
    private static final double AR_OF_NEARLY_CANCELLING = 0.8;
    private static final double MA_OF_NEARLY_CANCELLING = 2.5;

    /** With so many values a coefficient, a regression finds the right hill. */
    private static final int VALUES_OF_ONE = 50;

    private static final int MOST_OF_SIMPLE = 3;
    private static final int MOST_RESTARTS = 5;
    private static final double WORTH_A_RESTART = 1e-7;

    /** Sums of the two sides' coefficients that differ by no more have a second hill next to a unit root. */
    private static final double NEARLY_CANCELLING = 0.3;

    /** An estimate with gaps takes some second then. */
    private static final double MOST_WORK = 2e7;

    private static final int FEW_EVALUATIONS = 300;

    /** A rough search stops so far above its hill, relative to the sum of squares. */
    private static final double WORTH_A_SEARCH = Math.log(1.03);

    /** Beyond it, the first covariance has lost the digits that the likelihood needs. */
    private static final double MOST_VARIANCE = 1e10;

    private final double[] values;
    private final ArimaOrder order;
    private final SearchSpace space;
    private final RegressionColumns regression;
    private final ArimaLikelihood likelihood;
    private final PreparedSeries series;
    private final double[] undefined;
    private final double workOfOne;
    private final UnitRootSearch search;
    private double workBefore;
    private int evaluations;

    public ArimaEstimation(double[] values, ArimaOrder order, RegressionColumns regression) {
        this(values, order, SearchSpace.of(order), regression);
    }

    public ArimaEstimation(double[] values, ArimaOrder order, SearchSpace space, RegressionColumns regression) {
        this.values = values;
        this.order = order;
        this.space = space;
        this.regression = regression;
        series = new PreparedSeries(values, order, regression);
        workOfOne = work(order, values);
        undefined = new double[Math.max(0, series.used())];
        Arrays.fill(undefined, Double.NaN);
        likelihood = new ArimaLikelihood(series);
        search = new UnitRootSearch(new NumericalProblem(this::residuals, space.dimensions()), space.movingAverages());
    }

    /** In values filtered without a long state. With gaps, a step may cost the square of the state. */
    private static double work(ArimaOrder order, double[] values) {
        boolean gaps = Arrays.stream(values).anyMatch(Double::isNaN);
        double seasons = Math.max(order.seasonalAr(), order.seasonalMa());
        double state = Math.max(order.ar(), order.ma() + 1) + seasons * order.period();
        double whole = state + order.lost();
        return values.length * (1 + (gaps ? whole / 8 + whole * whole / 100 : state / 32));
    }

    /** {@return the work done, in values filtered without a long state} */
    public double work() {
        return evaluations * workOfOne + workBefore;
    }

    public ArimaEstimate estimate() {
        if (isDear()) {
            int affordable = (int) Math.max(space.dimensions() + 2, MOST_WORK / workOfOne);
            double[] begin = beginWithoutGaps();
            return at(search.search(begin, FINE, affordable).point());
        }
        List<double[]> starts = starts();
        LeastSquaresSearch best = search.fine(starts.get(0), FINE, MOST_EVALUATIONS);
        if (!hasOtherHills(best.point())) {
            return at(best.point());
        }
        LeastSquaresSearch other = bestOfOthers(starts, best);
        if (other.objective() < best.objective() + WORTH_A_SEARCH) {
            other = search.fine(other.point(), FINE, MOST_EVALUATIONS);
        }
        return at(settled(other.objective() < best.objective() ? other : best));
    }

    /** On a narrow ridge a search gives up early, and another one from there goes on. */
    private double[] settled(LeastSquaresSearch best) {
        LeastSquaresSearch last = best;
        for (int i = 0; i < MOST_RESTARTS; i++) {
            LeastSquaresSearch next = search.search(last.point(), FINE, MOST_EVALUATIONS);
            boolean settled = last.objective() - next.objective() < WORTH_A_RESTART;
            last = next;
            if (settled) {
                break;
            }
        }
        return last.point();
    }

    /** {@return nearly the same in a fraction of the time} */
    public ArimaEstimate estimateRoughly() {
        return at(isDear() ? beginWithoutGaps() : rough());
    }

    private double[] rough() {
        List<double[]> starts = starts();
        LeastSquaresSearch best = search.rough(starts.get(0));
        return hasOtherHills(best.point()) ? bestOfOthers(starts, best).point() : best.point();
    }

    private LeastSquaresSearch bestOfOthers(List<double[]> starts, LeastSquaresSearch best) {
        return starts.stream()
                .skip(1)
                .map(search::rough)
                .min(Comparator.comparingDouble(LeastSquaresSearch::objective))
                .orElse(best);
    }

    private boolean isDear() {
        return series.hasGaps() && MOST_WORK / workOfOne < FEW_EVALUATIONS;
    }

    /** The likelihood with gaps is dear then: begin where one with the gaps filled by lines is greatest. */
    private double[] beginWithoutGaps() {
        double[] filled = values.clone();
        LinearInterpolation.fill(filled);
        ArimaEstimation whole = new ArimaEstimation(filled, order, space, regression);
        double[] point = whole.rough();
        workBefore += whole.work();
        return point;
    }

    /** With few coefficients and many values, the regression that the first start comes from finds the right one. */
    private boolean hasOtherHills(double[] point) {
        double longest = Math.max(order.seasonalAr(), order.seasonalMa()) * (double) order.period();
        boolean telling = series.used() - longest >= VALUES_OF_ONE * order.coefficients();
        boolean simple = order.coefficients() <= MOST_OF_SIMPLE || order.ma() + order.seasonalMa() == 0;
        return !telling || !simple || isNearlyCancelling(point);
    }

    private boolean isNearlyCancelling(double[] point) {
        if (order.ar() == 0 || order.ma() == 0 || !space.isWhole()) {
            return false;
        }
        ArmaCoefficients coefficients = space.at(point);
        return Math.abs(coefficients.sumOfArAndMa()) < NEARLY_CANCELLING;
    }

    /** {@return the estimate at this point of the search} */
    private ArimaEstimate at(double[] point) {
        ArmaCoefficients coefficients = space.at(point);
        likelihood.residuals(coefficients);
        return new ArimaEstimate(coefficients, likelihood.regression(), likelihood.logLikelihood());
    }

    /** {@return how many values the likelihood counts} */
    public int used() {
        return series.used();
    }

    private List<double[]> starts() {
        List<double[]> starts = new ArrayList<>();
        starts.add(space.near(new ArimaStart(order, series.startValues()).coefficients(), MOST_PARTIAL_AT_START));
        if (!space.isWhole()) {
            starts.add(constant(0));
        }
        if (space.dimensions() > 1) {
            starts.add(constant(SMALL));
        }
        if (order.ar() > 0 && order.ma() > 0 && space.isWhole()) {
            starts.add(nearlyCancelling());
        }
        return starts;
    }

    /** An autoregression of a series that was differenced once too often. */
    private double[] nearlyCancelling() {
        double[] point = constant(0);
        point[0] = AR_OF_NEARLY_CANCELLING;
        point[order.ar()] = MA_OF_NEARLY_CANCELLING;
        return point;
    }

    private double[] constant(double value) {
        double[] point = new double[space.dimensions()];
        Arrays.fill(point, value);
        return point;
    }

    private double[] residuals(double[] point) {
        evaluations++;
        ArmaCoefficients coefficients = space.at(point);
        return coefficients.arVariance() < MOST_VARIANCE ? likelihood.residuals(coefficients) : undefined;
    }
}
