// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.estimation;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.process.ArmaCoefficients;
import io.affinity.forecast.arima.process.PartialAutocorrelations;
import java.util.Arrays;

/**
 * The ARMA coefficients that a search may choose, as points anywhere in space. A polynomial without fixed coefficients is
 * stationary, or invertible, at every point: each partial autocorrelation is {@code x / sqrt(1 + x^2)}, which nears its ends
 * slower than the usual hyperbolic tangent does; optima lie close to them. One with some coefficients fixed is searched by
 * the values of the others, and may leave the stationary ones.
 */
public final class SearchSpace {

    /** Beyond it a partial autocorrelation is 1 for all that a likelihood can tell. */
    private static final double FARTHEST = 2000;

    private final ArimaOrder order;
    private final double[] fixed;
    private final int[] ends;

    private SearchSpace(ArimaOrder order, double[] fixed) {
        this.order = order;
        this.fixed = fixed;
        int second = order.ar() + order.ma();
        ends = new int[] {order.ar(), second, second + order.seasonalAr(), order.coefficients()};
    }

    /** {@return all coefficients} */
    public static SearchSpace of(ArimaOrder order) {
        double[] none = new double[order.coefficients()];
        Arrays.fill(none, Double.NaN);
        return new SearchSpace(order, none);
    }

    /** {@return those that are NaN here} */
    public static SearchSpace of(ArimaOrder order, double[] fixed) {
        return new SearchSpace(order, fixed.clone());
    }

    /** {@return how many coefficients may be chosen} */
    int dimensions() {
        return count(0, fixed.length);
    }

    /** {@return whether no coefficient is fixed} */
    boolean isWhole() {
        return dimensions() == fixed.length;
    }

    /** {@return for each dimension whether it goes from one unit root of a moving average to another} */
    boolean[] movingAverages() {
        boolean[] result = new boolean[dimensions()];
        int next = 0;
        int begin = 0;
        for (int part = 0; part < ends.length; part++) {
            int free = count(begin, ends[part]);
            Arrays.fill(result, next, next + free, isMovingAverage(part) && free == ends[part] - begin);
            next += free;
            begin = ends[part];
        }
        return result;
    }

    private int count(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Double.isNaN(fixed[i]) ? 1 : 0;
        }
        return count;
    }

    /** {@return the coefficients at a point} */
    public ArmaCoefficients at(double[] point) {
        double[] flat = fixed.clone();
        int next = 0;
        int begin = 0;
        for (int part = 0; part < ends.length; part++) {
            boolean whole = count(begin, ends[part]) == ends[part] - begin;
            double[] partial = new double[whole ? ends[part] - begin : 0];
            for (int i = begin; i < ends[part]; i++) {
                if (whole) {
                    double x = Math.max(-FARTHEST, Math.min(FARTHEST, point[next]));
                    partial[i - begin] = x / Math.sqrt(1 + x * x);
                    next++;
                } else if (Double.isNaN(fixed[i])) {
                    flat[i] = point[next];
                    next++;
                }
            }
            double[] coefficients = PartialAutocorrelations.toCoefficients(partial);
            for (int i = 0; i < coefficients.length; i++) {
                flat[begin + i] = isMovingAverage(part) ? -coefficients[i] : coefficients[i];
            }
            begin = ends[part];
        }
        return ArmaCoefficients.of(order, flat);
    }

    /** {@return the point of the nearest coefficients whose partial autocorrelations are at most {@code most}} */
    double[] near(double[] flat, double most) {
        double[] point = new double[dimensions()];
        int next = 0;
        int begin = 0;
        for (int part = 0; part < ends.length; part++) {
            double[] values = Arrays.copyOfRange(flat, begin, ends[part]);
            boolean whole = count(begin, ends[part]) == values.length;
            if (whole) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = isMovingAverage(part) ? -values[i] : values[i];
                }
                values = PartialAutocorrelations.of(values);
            }
            for (int i = 0; i < values.length; i++) {
                if (whole || Double.isNaN(fixed[begin + i])) {
                    double value = Double.isNaN(values[i]) ? 0 : Math.max(-most, Math.min(most, values[i]));
                    point[next] = whole ? value / Math.sqrt(1 - value * value) : value;
                    next++;
                }
            }
            begin = ends[part];
        }
        return point;
    }

    private static boolean isMovingAverage(int part) {
        return part % 2 == 1;
    }
}
