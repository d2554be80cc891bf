package io.affinity.forecast.arima;

import io.affinity.forecast.internal.PointModel;
import java.util.Arrays;

/**
 * An ARIMA model with known parameters, value by value: the exact filter of a series without gaps. A step costs the terms
 * of the polynomials; until the filter is steady, the length of its state.
 */
final class ArimaPoint implements PointModel {

    /** The leads that are asked for after each value. */
    private static final int USUAL_LEADS = 32;

    private final String description;
    private final LagPolynomial ar;
    private final LagPolynomial ma;
    private final LagPolynomial difference;
    private final RegressionPath regression;
    private final ArmaFilter filter;
    /** The last levels less their regression, a ring whose oldest is at {@link #oldest}. */
    private final double[] levels;

    private int oldest;
    /** Index of the next value. */
    private int next;

    private double[] expectedDifferences = new double[USUAL_LEADS];
    private double[] expectedLevels = new double[USUAL_LEADS];
    private int expected;
    private double[] responses = new double[0];

    /** @param first the first values without gaps, as many as the differences use up */
    ArimaPoint(ArmaCoefficients coefficients, RegressionPath regression, double[] first, String description) {
        this.description = description;
        this.regression = regression;
        ar = coefficients.arPolynomial();
        ma = coefficients.maPolynomial();
        difference = LagPolynomial.difference(coefficients.order());
        filter = new ArmaFilter(ar, ma, 1);
        levels = first.clone();
        for (int i = 0; i < levels.length; i++) {
            levels[i] -= regression.at(i);
        }
        next = levels.length;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public double mean(int lead) {
        if (lead > expectedLevels.length) {
            int longer = Math.max(lead, 2 * expectedLevels.length);
            expectedDifferences = Arrays.copyOf(expectedDifferences, longer);
            expectedLevels = Arrays.copyOf(expectedLevels, longer);
        }
        for (; expected < lead; expected++) {
            double value = filter.contribution(0, expected) - ar.past(expectedDifferences, expected);
            expectedDifferences[expected] = value;
            for (int k = 0; k < difference.terms(); k++) {
                int at = expected - difference.lag(k);
                value -= difference.coefficient(k) * (at >= 0 ? expectedLevels[at] : level(-at));
            }
            expectedLevels[expected] = value;
        }
        return expectedLevels[lead - 1] + regression.at(next + lead - 1);
    }

    @Override
    public double response(int lag) {
        if (lag >= responses.length) {
            responses = ar.times(difference).divide(ma, Math.max(lag + 1, 2 * responses.length));
        }
        return responses[lag];
    }

    @Override
    public void observe(double value) {
        double level = Double.isNaN(value) ? mean(1) - regression.at(next) : value - regression.at(next);
        double change = level;
        for (int k = 0; k < difference.terms(); k++) {
            change += difference.coefficient(k) * level(difference.lag(k));
        }
        filter.take(0, change);
        filter.advance();
        if (levels.length > 0) {
            levels[oldest] = level;
            oldest = oldest + 1 == levels.length ? 0 : oldest + 1;
        }
        next++;
        expected = 0;
    }

    /** {@return the level so many steps before the next value, 1 being the last} */
    private double level(int stepsBefore) {
        int index = oldest - stepsBefore;
        return levels[index < 0 ? index + levels.length : index];
    }
}
