// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.regression;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.Covariate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the constant and the covariates add to the value at each step, past or to come. */
public final class RegressionPath {

    private final ArimaOrder order;
    private final Instant start;
    private final Duration step;
    private final List<Covariate> covariates;
    private final double[] coefficients;

    /** @param coefficients that of the constant, if the order has one, then those of the covariates */
    public RegressionPath(ArimaOrder order, TimeSeries history, List<Covariate> covariates, double[] coefficients) {
        this(order, history.start(), history.step(), covariates, coefficients);
    }

    private RegressionPath(
            ArimaOrder order, Instant start, Duration step, List<Covariate> covariates, double[] coefficients) {
        this.order = order;
        this.start = start;
        this.step = step;
        this.covariates = covariates;
        this.coefficients = coefficients;
    }

    /** {@return the covariates' values in the steps of the history, by name} */
    public static Map<String, double[]> columns(TimeSeries history, List<Covariate> covariates) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (Covariate covariate : covariates) {
            double[] column = new double[history.length()];
            for (int i = 0; i < column.length; i++) {
                column[i] = covariate.value(history.timeOf(i));
            }
            columns.put(covariate.name(), column);
        }
        return columns;
    }

    /** {@return what is added at a step, 0 being the first of the history} */
    public double at(int index) {
        double sum = 0;
        int constants = coefficients.length - covariates.size();
        if (constants > 0) {
            sum = coefficients[0] * (order.lost() == 0 ? 1 : index + 1);
        }
        for (int c = 0; c < covariates.size(); c++) {
            if (coefficients[constants + c] != 0) {
                Instant time = start.plus(step.multipliedBy(index));
                sum += coefficients[constants + c] * covariates.get(c).value(time);
            }
        }
        return sum;
    }

    public void write(StateWriter out) {
        out.putInstant(start);
        out.putDuration(step);
        out.putDoubles(coefficients);
    }

    public static RegressionPath read(StateReader in, ArimaOrder order, List<Covariate> covariates) {
        Instant start = in.takeInstant();
        Duration step = in.takeStep();
        double[] coefficients = in.takeNumbers("a coefficient");
        int expected = covariates.size() + (order.constant() == Constant.ESTIMATED ? 1 : 0);
        if (coefficients.length != expected) {
            throw in.broken("its regression has " + coefficients.length + " coefficients, the constant included, but "
                    + covariates.size() + " covariates are given");
        }
        return new RegressionPath(order, start, step, List.copyOf(covariates), coefficients);
    }
}
