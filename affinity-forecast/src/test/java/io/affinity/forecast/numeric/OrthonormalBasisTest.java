// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrthonormalBasisTest {

    private static final int LENGTH = 40;
    private static final double LEAST = 1e-9;

    private final SplittableRandom random = new SplittableRandom(7);
    private final OrthonormalBasis basis = new OrthonormalBasis(LENGTH);

    @Test
    void directionsAreOrthonormalEvenOfColumnsThatNearlyDepend() {
        double[][] directions = new double[6][];
        double[] common = column();
        for (int i = 0; i < directions.length; i++) {
            double[] column = column();
            for (int t = 0; t < LENGTH; t++) {
                column[t] = common[t] + 1e-6 * column[t];
            }
            assertThat(basis.add(column, LEAST)).isTrue();
            directions[i] = column;
        }

        for (int i = 0; i < directions.length; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(product(directions[i], directions[j])).isCloseTo(i == j ? 1 : 0, within(1e-13));
            }
        }
    }

    @Test
    void aColumnThatDependsIsLeftOut() {
        double[] one = column();
        double[] other = column();
        double[] sum = new double[LENGTH];
        for (int t = 0; t < LENGTH; t++) {
            sum[t] = 2 * one[t] - 3 * other[t];
        }

        assertThat(basis.add(one, LEAST)).isTrue();
        assertThat(basis.add(other, LEAST)).isTrue();
        assertThat(basis.add(sum, LEAST)).isFalse();
        assertThat(basis.rank()).isEqualTo(2);
        assertThat(basis.add(column(), LEAST)).isTrue();
    }

    @Test
    void coefficientsOfTheColumnsFollowFromThoseOfTheDirections() {
        double[][] columns = {column(), column(), column()};
        double[] target = new double[LENGTH];
        double[] wanted = {1.5, -2, 0.25};
        for (int i = 0; i < columns.length; i++) {
            for (int t = 0; t < LENGTH; t++) {
                target[t] += wanted[i] * columns[i][t];
            }
        }
        double[] ofDirections = new double[columns.length];
        for (int i = 0; i < columns.length; i++) {
            double[] direction = columns[i].clone();
            basis.add(direction, LEAST);
            ofDirections[i] = product(direction, target);
        }

        assertThat(basis.coefficients(ofDirections)).containsExactly(wanted, within(1e-12));
    }

    private double[] column() {
        return random.doubles(LENGTH, -1, 1).toArray();
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int t = 0; t < one.length; t++) {
            sum += one[t] * other[t];
        }
        return sum;
    }
}
