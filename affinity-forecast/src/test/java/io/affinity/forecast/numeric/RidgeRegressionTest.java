// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {

    private final SplittableRandom random = new SplittableRandom(3);

    private RidgeRegression rows(int count, double first, double second, double noise) {
        RidgeRegression regression = new RidgeRegression(2);
        for (int i = 0; i < count; i++) {
            double[] row = {random.nextGaussian(), random.nextGaussian()};
            regression.add(row, first * row[0] + second * row[1] + noise * random.nextGaussian());
        }
        return regression;
    }

    @Test
    void findsWhatRowsComeTo() {
        double[] coefficients = rows(400, 2, -1, 0.1).solve();

        assertThat(coefficients[0]).isCloseTo(2, within(0.05));
        assertThat(coefficients[1]).isCloseTo(-1, within(0.05));
    }

    @Test
    void learnsNextToNothingFromNoise() {
        double[] coefficients = rows(60, 0, 0, 1).solve();

        assertThat(Math.abs(coefficients[0]) + Math.abs(coefficients[1])).isLessThan(0.3);
    }

    @Test
    void columnsThatAreTheSameShareWhatTheySay() {
        RidgeRegression regression = new RidgeRegression(2);
        for (int i = 0; i < 100; i++) {
            double value = random.nextGaussian();
            regression.add(new double[] {value, value}, 2 * value);
        }

        double[] coefficients = regression.solve();

        assertThat(coefficients[0]).isCloseTo(1, within(0.01));
        assertThat(coefficients[1]).isCloseTo(1, within(0.01));
    }

    @Test
    void fewRowsTeachNothing() {
        assertThat(rows(7, 1, 1, 0).solve()).containsExactly(0, 0);
    }

    @Test
    void whatIsNotFiniteIsPassedBy() {
        RidgeRegression regression = rows(50, 1, 0, 0);
        regression.add(new double[] {Double.NaN, 1}, 3);
        regression.add(new double[] {1, 1}, Double.POSITIVE_INFINITY);

        assertThat(regression.solve()[0]).isCloseTo(1, within(0.01));
    }
}
