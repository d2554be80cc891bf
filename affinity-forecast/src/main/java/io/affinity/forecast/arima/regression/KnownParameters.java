// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.regression;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.process.ArmaCoefficients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which parameters of a model are given, by their names in R; the others are NaN.
 *
 * @param arma the ARMA coefficients, in R's order
 * @param regression the coefficients of the regressors, that of the constant first
 */
public record KnownParameters(List<String> names, List<Double> arma, List<Double> regression) {

    /**
     * {@return which of a model's parameters are given}
     *
     * @throws IllegalArgumentException if a name is unknown or a value not finite
     */
    public static KnownParameters of(ArimaOrder order, RegressionColumns columns, Map<String, Double> given) {
        List<String> names = new ArrayList<>(ArmaCoefficients.of(order, new double[order.coefficients()])
                .named()
                .keySet());
        names.addAll(columns.names());
        given.forEach((name, value) -> {
            if (!names.contains(name) || !Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "The parameter " + name + " (" + value + ") must be a finite value of one of " + names + ".");
            }
        });
        List<Double> values =
                names.stream().map(name -> given.getOrDefault(name, Double.NaN)).toList();
        return new KnownParameters(
                names, values.subList(0, order.coefficients()), values.subList(order.coefficients(), values.size()));
    }

    public boolean isComplete() {
        return free() == 0;
    }

    /** {@return how many parameters are not given} */
    public int free() {
        return (int) (arma.stream().filter(v -> v.isNaN()).count()
                + regression.stream().filter(v -> v.isNaN()).count());
    }

    public double[] armaValues() {
        return values(arma);
    }

    public double[] regressionValues() {
        return values(regression);
    }

    private static double[] values(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** {@return the series less what the given coefficients of the regressors explain} */
    public double[] rest(double[] series, RegressionColumns columns) {
        double[] known = regressionValues();
        for (int i = 0; i < known.length; i++) {
            known[i] = Double.isNaN(known[i]) ? 0 : known[i];
        }
        double[] rest = columns.sum(known, series.length);
        for (int i = 0; i < rest.length; i++) {
            rest[i] = series[i] - rest[i];
        }
        return rest;
    }

    /** {@return the columns whose coefficients are not given} */
    public RegressionColumns freeOf(RegressionColumns columns) {
        List<String> freeNames = new ArrayList<>();
        List<double[]> freeColumns = new ArrayList<>();
        for (int i = 0; i < columns.count(); i++) {
            if (regression.get(i).isNaN()) {
                freeNames.add(columns.names().get(i));
                freeColumns.add(columns.columns().get(i));
            }
        }
        return new RegressionColumns(freeNames, freeColumns);
    }

    /** {@return all coefficients of the regressors, from those that are not given} */
    public double[] regression(double[] estimated) {
        double[] all = regressionValues();
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            if (Double.isNaN(all[i])) {
                all[i] = estimated[next];
                next++;
            }
        }
        return all;
    }

    /** {@return a value for each parameter that is not given, by its name} */
    public Map<String, Double> nameFree(double[] values) {
        List<Double> all = new ArrayList<>(arma);
        all.addAll(regression);
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isNaN()) {
                named.put(names.get(i), values[named.size()]);
            }
        }
        return named;
    }

    @Override
    public String toString() {
        return names + " " + Arrays.toString(armaValues()) + " " + Arrays.toString(regressionValues());
    }
}
