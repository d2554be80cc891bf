package io.affinity.forecast.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeastSquaresSearchTest {

    @Test
    void findsTheLeastSumOfSquares() {
        // Rosenbrock's valley.
        LeastSquaresSearch.Minimum minimum = LeastSquaresSearch.minimize(
                at -> new double[] {10 * (at[1] - at[0] * at[0]), 1 - at[0]}, new double[] {-1.2, 1}, 1e-12, 500);

        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-3));
    }

    @Test
    void doesNotMoveWhereTheFunctionIsNotDefined() {
        LeastSquaresSearch.Minimum minimum = LeastSquaresSearch.minimize(
                at -> new double[] {at[0] < 0.5 ? Double.NaN : at[0]}, new double[] {2}, 1e-9, 200);

        assertThat(minimum.point()[0]).isBetween(0.5, 2.0);
        assertThat(minimum.squares()).isFinite();
    }
}
