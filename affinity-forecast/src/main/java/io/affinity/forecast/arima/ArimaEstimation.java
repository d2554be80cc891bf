package io.affinity.forecast.arima;

import io.affinity.forecast.internal.LinearInterpolation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Maximum likelihood. The likelihood of an ARMA model may have several hills, above all where its two sides nearly cancel:
 * so a rough search from a few points, and a fine one from the best of what they found.
 */
final class ArimaEstimation {

    private static final double ROUGH = 1e-3;
    private static final double FINE = 1e-9;
    private static final int MOST_ROUGH_EVALUATIONS = 100;
    private static final int MOST_EVALUATIONS = 600;
    private static final double SMALL = 0.1;
    private static final double AR_OF_NEARLY_CANCELLING = 0.8;
    private static final double MA_OF_NEARLY_CANCELLING = 2.5;

    /** One evaluation of the likelihood with gaps takes some 20 milliseconds then. */
    private static final double MOST_WORK_OF_ONE = 6e5;

    /** Beyond it, the first covariance has lost the digits that the likelihood needs. */
    private static final double MOST_VARIANCE = 1e10;

    private final ArimaOrder order;
    private final ArimaLikelihood likelihood;
    private final PreparedSeries series;
    private final double[] undefined;
    private final double workOfOne;
    private int evaluations;

    ArimaEstimation(double[] values, ArimaOrder order, RegressionColumns regression) {
        this.order = order;
        double[] searched = values.clone();
        if (work(order, values) > MOST_WORK_OF_ONE) {
            LinearInterpolation.fill(searched);
        }
        workOfOne = work(order, searched);
        series = new PreparedSeries(searched, order, regression);
        undefined = new double[Math.max(0, series.used())];
        Arrays.fill(undefined, Double.NaN);
        likelihood = new ArimaLikelihood(series);
    }

    /** A step with gaps costs the square of the state, one without a few terms and, at first, its length. */
    private static double work(ArimaOrder order, double[] values) {
        boolean gaps = Arrays.stream(values).anyMatch(Double::isNaN);
        double seasons = Math.max(order.seasonalAr(), order.seasonalMa());
        double state = Math.max(order.ar(), order.ma() + 1) + seasons * order.period();
        double known = state + order.lost();
        return values.length * (1 + (gaps ? known * known / 8 : state / 32));
    }

    /** {@return the work done, in values filtered without a long state} */
    double work() {
        return evaluations * workOfOne;
    }

    ArimaEstimate estimate() {
        List<double[]> starts = starts();
        double[] begin = starts.size() > 1 ? rough(starts) : starts.get(0);
        return at(search(begin, FINE, MOST_EVALUATIONS).point());
    }

    /** {@return nearly the same in a fraction of the time} */
    ArimaEstimate estimateRoughly() {
        return at(rough(starts()));
    }

    /** {@return the estimate at this point of the search} */
    private ArimaEstimate at(double[] point) {
        ArmaCoefficients coefficients = ArmaCoefficients.ofPoint(order, point);
        likelihood.residuals(coefficients);
        return new ArimaEstimate(coefficients, likelihood.regression(), likelihood.logLikelihood());
    }

    private double[] rough(List<double[]> starts) {
        return starts.stream()
                .map(start -> search(start, ROUGH, MOST_ROUGH_EVALUATIONS))
                .min(Comparator.comparingDouble(LeastSquaresSearch.Minimum::squares))
                .orElseThrow()
                .point();
    }

    /** {@return how many values the likelihood counts} */
    int used() {
        return series.used();
    }

    private List<double[]> starts() {
        List<double[]> starts = new ArrayList<>();
        starts.add(new ArimaStart(order, series.startValues()).point());
        if (order.coefficients() > 1) {
            starts.add(constant(SMALL));
        }
        if (order.ar() > 0 && order.ma() > 0) {
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
        double[] point = new double[order.coefficients()];
        Arrays.fill(point, value);
        return point;
    }

    private LeastSquaresSearch.Minimum search(double[] begin, double tolerance, int mostEvaluations) {
        return LeastSquaresSearch.minimize(this::residuals, begin, tolerance, mostEvaluations);
    }

    private double[] residuals(double[] point) {
        evaluations++;
        ArmaCoefficients coefficients = ArmaCoefficients.ofPoint(order, point);
        return coefficients.arVariance() < MOST_VARIANCE ? likelihood.residuals(coefficients) : undefined;
    }
}
