// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.search;

import io.affinity.forecast.arima.estimation.ArimaEstimate;
import io.affinity.forecast.arima.estimation.ArimaEstimation;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.forecast.arima.regression.RegressionColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stepwise search of Hyndman and Khandakar (2008, section 3.2) for the order with the least AICc, each order estimated
 * by exact maximum likelihood, roughly at first. Ends when no neighbor is better, or when the work allowed is done; the
 * best few are then estimated to the end, as far as the same work once more allows.
 */
public final class OrderSearch {

    private static final int MOST_LAGS = 5;
    private static final int MOST_SEASONAL_LAGS = 2;
    private static final int MOST_ORDERS = 94;
    private static final int MOST_FINALISTS = 3;
    private static final double CLOSE = 2;

    /** A root as close to the unit circle is one of those that the differences should have taken. */
    private static final double LEAST_ROOT = 1.01;

    /**
     * Changes of p, q, P, Q and of the constant, in the order in which they are tried: first those of the paper, then some
     * that lead out of its dead ends.
     */
    private static final int[][] MOVES = {
        {0, 0, -1, 0, 0},
        {0, 0, 0, -1, 0},
        {0, 0, 1, 0, 0},
        {0, 0, 0, 1, 0},
        {0, 0, -1, -1, 0},
        {0, 0, -1, 1, 0},
        {0, 0, 1, -1, 0},
        {0, 0, 1, 1, 0},
        {-1, 0, 0, 0, 0},
        {0, -1, 0, 0, 0},
        {1, 0, 0, 0, 0},
        {0, 1, 0, 0, 0},
        {-1, -1, 0, 0, 0},
        {-1, 1, 0, 0, 0},
        {1, -1, 0, 0, 0},
        {1, 1, 0, 0, 0},
        {0, 0, 0, 0, 1},
        {-2, 2, 0, 0, 0},
        {2, -2, 0, 0, 0},
        {2, 0, 0, 0, 0},
        {0, 2, 0, 0, 0},
        {-2, 0, 0, 0, 0},
        {0, -2, 0, 0, 0},
        {-1, 0, 1, 0, 0},
        {1, 0, -1, 0, 0},
        {0, -1, 0, 1, 0},
        {0, 1, 0, -1, 0},
        {0, 0, -2, 0, 0},
        {0, 0, 0, -2, 0},
    };

    private final double[] values;
    private final Map<String, double[]> regressors;
    private final ArimaOrder differences;
    private final Set<ArimaOrder> tried = new LinkedHashSet<>();
    private final List<Ranked> good = new ArrayList<>();
    private final double workAllowed;
    private double workLeft;
    private ArimaOrder best;
    private double least = Double.POSITIVE_INFINITY;

    /**
     * @param differences an order that says the differences and the period, and nothing else
     * @param work see {@link ArimaEstimation#work()}
     */
    public OrderSearch(double[] values, Map<String, double[]> regressors, ArimaOrder differences, double work) {
        this.values = values;
        this.regressors = regressors;
        this.differences = differences;
        workAllowed = work;
        workLeft = work;
        best = differences;
    }

    /** {@return the best model of the best order} */
    public ArimaEstimate best() {
        search();
        // What was estimated roughly may be ranked wrongly.
        ArimaEstimate winner = null;
        double leastExact = Double.POSITIVE_INFINITY;
        good.sort(Comparator.comparingDouble(Ranked::aicc));
        for (Ranked ranked : good.subList(0, Math.min(MOST_FINALISTS, good.size()))) {
            if (winner != null && (ranked.aicc > least + CLOSE || workLeft < -workAllowed)) {
                break;
            }
            ArimaEstimation estimation = estimation(ranked.order);
            ArimaEstimate estimate = estimation.estimate();
            workLeft -= estimation.work();
            double aicc = aicc(ranked.order, estimation, estimate);
            if (winner == null || (aicc < leastExact && estimate.coefficients().hasRootsBeyond(LEAST_ROOT))) {
                winner = estimate;
                leastExact = aicc;
            }
        }
        return winner == null ? estimation(best).estimate() : winner;
    }

    private void search() {
        boolean constant = differences.differences() + differences.seasonalDifferences() <= 1;
        int seasonal = differences.period() > 1 ? 1 : 0;
        for (int[] begin : List.of(
                new int[] {2, 2, seasonal, seasonal}, new int[] {0, 0, 0, 0}, new int[] {1, 0, seasonal, 0}, new int[] {
                    0, 1, 0, seasonal
                })) {
            consider(order(begin, constant));
        }
        if (constant) {
            consider(differences);
        }
        boolean improved = true;
        while (improved && mayGoOn()) {
            improved = improve();
        }
    }

    private boolean improve() {
        ArimaOrder from = best;
        for (int[] move : MOVES) {
            int[] lags = {
                from.ar() + move[0], from.ma() + move[1], from.seasonalAr() + move[2], from.seasonalMa() + move[3]
            };
            boolean constant = (from.constant() == Constant.ESTIMATED) != (move[4] == 1);
            boolean allowed = !constant || differences.differences() + differences.seasonalDifferences() <= 1;
            if (allowed && isAllowed(lags) && mayGoOn() && consider(order(lags, constant))) {
                return true;
            }
        }
        return false;
    }

    private boolean mayGoOn() {
        return workLeft > 0 && tried.size() < MOST_ORDERS;
    }

    private boolean isAllowed(int[] lags) {
        int mostSeasonal = differences.period() > 1 ? MOST_SEASONAL_LAGS : 0;
        return Math.min(lags[0], lags[1]) >= 0
                && Math.max(lags[0], lags[1]) <= MOST_LAGS
                && Math.min(lags[2], lags[3]) >= 0
                && Math.max(lags[2], lags[3]) <= mostSeasonal;
    }

    private ArimaOrder order(int[] lags, boolean constant) {
        return new ArimaOrder(
                lags[0],
                differences.differences(),
                lags[1],
                lags[2],
                differences.seasonalDifferences(),
                lags[3],
                differences.period(),
                constant ? Constant.ESTIMATED : Constant.NONE);
    }

    /** Returns whether the order is better than the best so far. */
    private boolean consider(ArimaOrder order) {
        if (!tried.add(order)) {
            return false;
        }
        ArimaEstimation estimation = estimation(order);
        if (estimation.used() <= parameters(order) + 1) {
            return false;
        }
        ArimaEstimate estimate = estimation.estimateRoughly();
        workLeft -= estimation.work();
        double aicc = aicc(order, estimation, estimate);
        if (!(aicc < Double.POSITIVE_INFINITY) || !estimate.coefficients().hasRootsBeyond(LEAST_ROOT)) {
            return false;
        }
        good.add(new Ranked(order, aicc));
        if (!(aicc < least)) {
            return false;
        }
        least = aicc;
        best = order;
        return true;
    }

    private ArimaEstimation estimation(ArimaOrder order) {
        return new ArimaEstimation(values, order, RegressionColumns.of(order, regressors, 0, values.length));
    }

    private int parameters(ArimaOrder order) {
        return order.coefficients() + regressors.size() + (order.constant() == Constant.ESTIMATED ? 2 : 1);
    }

    private double aicc(ArimaOrder order, ArimaEstimation estimation, ArimaEstimate estimate) {
        return ArimaEstimate.aicc(estimate.logLikelihood(), parameters(order), estimation.used());
    }

    private record Ranked(ArimaOrder order, double aicc) {}
}
