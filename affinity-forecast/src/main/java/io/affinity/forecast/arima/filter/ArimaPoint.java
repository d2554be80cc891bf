// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.process.ArmaCoefficients;
import io.affinity.forecast.arima.process.ArmaCovariances;
import io.affinity.forecast.arima.process.LagPolynomial;
import io.affinity.forecast.arima.regression.RegressionPath;
import io.affinity.forecast.calibration.ModelFrame;
import io.affinity.forecast.calibration.PointModel;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.Covariate;
import java.util.Arrays;
import java.util.List;

/**
 * An ARIMA model with known parameters, value by value: the exact filter, also over missing values (see
 * {@link UnknownShocks}). A step costs the terms of the polynomials; until the filter is steady, and for each value that is
 * missing and not yet made up for, the length of the state.
 */
public final class ArimaPoint implements PointModel {

    /** The leads that are asked for after each value. */
    private static final int USUAL_LEADS = 32;

    private final String description;
    private final ArmaCoefficients coefficients;
    private final LagPolynomial ar;
    private final LagPolynomial ma;
    private final LagPolynomial levels;
    private final RegressionPath regression;
    private final double[] state;
    private final UnknownShocks shocks;
    private ArmaGains gains;
    /** Where element 0 of the state is: it is a ring. */
    private int first;
    /** Index of the next value. */
    private int next;

    private double[] means = new double[USUAL_LEADS];
    private int known;
    private double[] responses = new double[0];

    private ArimaPoint(
            ArmaCoefficients coefficients,
            RegressionPath regression,
            ArmaGains gains,
            double[] state,
            UnknownShocks shocks,
            String description) {
        this.coefficients = coefficients;
        this.regression = regression;
        this.gains = gains;
        this.state = state;
        this.shocks = shocks;
        this.description = description;
        ar = coefficients.arPolynomial();
        ma = coefficients.maPolynomial();
        levels = ar.times(LagPolynomial.difference(coefficients.order()));
    }

    /** {@return the model before the value after {@code levels}, as many without gaps as the differences use up} */
    public static ArimaPoint after(
            double[] levels, ArmaCoefficients coefficients, RegressionPath regression, String description) {
        LagPolynomial ar = coefficients.arPolynomial();
        LagPolynomial ma = coefficients.maPolynomial();
        LagPolynomial difference = LagPolynomial.difference(coefficients.order());
        double[] rest = levels.clone();
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= regression.at(i);
        }
        int size = size(coefficients.order());
        ArmaGains gains = new ArmaGains(ar, new ArmaCovariances(ar, ma).withValue());
        double[] state = new LevelState(ar, difference, size).after(rest);
        ArimaPoint point = new ArimaPoint(coefficients, regression, gains, state, new UnknownShocks(size), description);
        point.next = levels.length;
        return point;
    }

    private static int size(ArimaOrder order) {
        int levels = order.ar() + order.seasonalAr() * order.period() + order.lost();
        return Math.max(levels, order.ma() + order.seasonalMa() * order.period() + 1);
    }

    @Override
    public String description() {
        return description;
    }

    /** Goes on from the state in which a filter of the whole history has ended. */
    public void resume(FilteredSeries history) {
        System.arraycopy(history.state(), 0, state, 0, state.length);
        shocks.replaceBy(history.covarianceOfPast());
        gains = ArmaGains.steady(gains.size());
        first = 0;
        known = 0;
    }

    @Override
    public double mean(int lead) {
        if (lead > means.length) {
            means = Arrays.copyOf(means, Math.max(lead, 2 * means.length));
        }
        for (; known < lead; known++) {
            double contribution = known < state.length ? state[place(known)] : 0;
            means[known] = contribution - levels.past(means, known);
        }
        return means[lead - 1] + regression.at(next + lead - 1);
    }

    @Override
    public double response(int lag) {
        if (lag >= responses.length) {
            responses = levels.divide(ma, Math.max(lag + 1, 2 * responses.length));
        }
        return responses[lag];
    }

    @Override
    public void observe(double value) {
        if (Double.isNaN(value)) {
            passOver();
        } else {
            take(value - regression.at(next));
        }
        first = place(1);
        gains.advance();
        next++;
        known = 0;
    }

    private void take(double value) {
        if (shocks.count() > 0) {
            shocks.learn(state, first, value, gains.variance());
            for (int i = 0; i < shocks.count(); i++) {
                double[] column = shocks.column(i);
                double open = column[first];
                column[first] = 0;
                learn(column, -open);
            }
        }
        double error = value - state[first];
        state[first] = value;
        levels.shift(state, first);
        learn(state, error);
    }

    private void passOver() {
        for (int i = 0; i < shocks.count(); i++) {
            levels.shift(shocks.column(i), first);
        }
        levels.shift(state, first);
        double[] column = shocks.open();
        double deviation = Math.sqrt(gains.variance());
        column[first] = deviation;
        levels.shift(column, first);
        learn(column, deviation);
    }

    /** Adds to a ring, {@code x_(i+1)} now being element {@code i}, what an error tells of the values to come. */
    private void learn(double[] ring, double error) {
        if (gains.isSteady()) {
            ma.addTo(ring, first, error);
            return;
        }
        ar.addTo(ring, first, error);
        double[] gain = gains.gain();
        double weight = error / gains.variance();
        for (int i = 0; i < gain.length; i++) {
            ring[place(i + 1)] += gain[i] * weight;
        }
    }

    private int place(int element) {
        int index = first + element;
        return index < state.length ? index : index - state.length;
    }

    @Override
    public void write(StateWriter out) {
        out.putText(description);
        coefficients.write(out);
        regression.write(out);
        out.putDoubles(state);
        out.putInt(first);
        out.putInt(next);
        gains.write(out);
        shocks.write(out);
    }

    public static ArimaPoint read(StateReader in, List<Covariate> covariates) {
        String description = in.takeText();
        ArmaCoefficients coefficients = ArmaCoefficients.read(in);
        RegressionPath regression = RegressionPath.read(in, coefficients.order(), covariates);
        // Before the polynomials are made, which are as long.
        double[] state = in.takeNumbers("the state");
        if (state.length != size(coefficients.order())) {
            throw in.broken("its state has " + state.length + " elements but must have " + size(coefficients.order()));
        }
        int first = in.takeInt("the begin of the state", 0, state.length - 1);
        int next = in.takeInt("the next step", 0, ModelFrame.MOST_STEPS);
        ArmaGains gains = ArmaGains.read(in, coefficients.arPolynomial(), coefficients.maPolynomial());
        UnknownShocks shocks = UnknownShocks.read(in, state.length);
        ArimaPoint point = new ArimaPoint(coefficients, regression, gains, state, shocks, description);
        point.first = first;
        point.next = next;
        return point;
    }
}
