// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.regression;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The columns that a series is regressed on: the constant of the order, if it has one, and those given. */
public record RegressionColumns(List<String> names, List<double[]> columns) {

    static final String INTERCEPT = "intercept";
    static final String DRIFT = "drift";

    /**
     * {@return the columns for steps {@code from} to {@code from + length - 1} of the series}
     *
     * @param given finite values for the same steps
     * @throws IllegalArgumentException if one has another length or a value that is not finite
     */
    public static RegressionColumns of(ArimaOrder order, Map<String, double[]> given, int from, int length) {
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        if (order.constant() == Constant.ESTIMATED) {
            double[] constant = new double[length];
            for (int i = 0; i < length; i++) {
                constant[i] = order.lost() == 0 ? 1 : from + i + 1;
            }
            names.add(order.lost() == 0 ? INTERCEPT : DRIFT);
            columns.add(constant);
        }
        given.forEach((name, column) -> {
            if (column.length != length) {
                throw new IllegalArgumentException(
                        "The regressor " + name + " must have " + length + " values but has " + column.length + ".");
            }
            if (!Arrays.stream(column).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("The regressor " + name + " must have finite values only.");
            }
            names.add(name);
            columns.add(column.clone());
        });
        return new RegressionColumns(names, columns);
    }

    public int count() {
        return columns.size();
    }

    /** {@return what the regression adds to each step} */
    public double[] sum(double[] coefficients, int length) {
        double[] sum = new double[length];
        for (int c = 0; c < coefficients.length; c++) {
            for (int i = 0; i < length; i++) {
                sum[i] += coefficients[c] * columns.get(c)[i];
            }
        }
        return sum;
    }

    public void addTo(Map<String, Double> named, double[] coefficients) {
        for (int c = 0; c < coefficients.length; c++) {
            named.put(names.get(c), coefficients[c]);
        }
    }
}
