// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.numeric.LeastSquaresSearch.Limits;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LeastSquaresSearchTest {

    /** Rosenbrock's function of coordinates that are stretched from [0, 1] to [0, 2]. */
    private static final Function<double[], double[]> ROSENBROCK =
            x -> new double[] {1 - 2 * x[0], 10 * (2 * x[1] - 4 * x[0] * x[0])};

    @Test
    void findsTheLeastSumOfSquares() {
        // Rosenbrock's valley.
        double[] point = search(at -> new double[] {10 * (at[1] - at[0] * at[0]), 1 - at[0]}, new double[] {-1.2, 1}, 0)
                .advance(Limits.ofSteps(1e-12, 200))
                .point();

        assertThat(point).containsExactly(new double[] {1, 1}, within(1e-3));
    }

    @Test
    void doesNotMoveWhereTheFunctionIsNotDefined() {
        LeastSquaresSearch search = search(at -> new double[] {at[0] < 0.5 ? Double.NaN : at[0]}, new double[] {2}, 0)
                .advance(Limits.ofEvaluations(1e-9, 200));

        assertThat(search.point()[0]).isBetween(0.5, 2.0);
        assertThat(search.objective()).isFinite();
    }

    @Test
    void findsAMinimumInside() {
        double[] point = minimum(ROSENBROCK, 0.1, 0.9);

        assertThat(point[0]).isCloseTo(0.5, within(1e-6));
        assertThat(point[1]).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void findsAMinimumAtBoundsThatItMayStartFrom() {
        // Without bounds the minimum is at (2, -1).
        Function<double[], double[]> corner = x -> new double[] {x[0] - 2, x[1] + 1, x[0] + x[1] - 1};

        assertThat(minimum(corner, 0.5, 0.5)).containsExactly(1, 0);
        assertThat(minimum(corner, 0, 1)).containsExactly(1, 0);
    }

    @Test
    void movesAlongABoundToItsBestPoint() {
        // At x = 1 the best y is 0.3.
        double[] point = minimum(x -> new double[] {x[0] - 3, 2 * (x[0] - x[1] - 0.7)}, 0.2, 0.9);

        assertThat(point[0]).isEqualTo(1);
        assertThat(point[1]).isCloseTo(0.3, within(1e-6));
    }

    @Test
    void staysWhereTheFunctionIsNotDefined() {
        LeastSquaresSearch search = search(x -> new double[] {Double.POSITIVE_INFINITY}, new double[] {0.4}, 1)
                .advance(Limits.ofSteps(1e-10, 20));

        assertThat(search.objective()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(search.point()).containsExactly(0.4);
    }

    @Test
    void leavesACoordinateAloneThatNothingDependsOn() {
        double[] point = minimum(x -> new double[] {x[0] - 0.25, 1}, 0.9, 0.6);

        assertThat(point[0]).isCloseTo(0.25, within(1e-6));
        assertThat(point[1]).isEqualTo(0.6);
    }

    @Test
    void goesOnFromWhereItWasWithMoreEvaluations() {
        double[] begin = {-1.2, 1};
        Function<double[], double[]> valley = at -> new double[] {10 * (at[1] - at[0] * at[0]), 1 - at[0]};
        LeastSquaresSearch search = search(valley, begin, 0).advance(Limits.ofEvaluations(1e-12, 20));
        double before = search.objective();

        search.advance(Limits.ofSteps(1e-12, 200));

        assertThat(before).isGreaterThan(search.objective());
        assertThat(search.point()).containsExactly(new double[] {1, 1}, within(1e-3));
    }

    private static LeastSquaresSearch search(Function<double[], double[]> residuals, double[] begin, int bounded) {
        return new LeastSquaresSearch(new NumericalProblem(residuals, begin.length), begin, bounded);
    }

    private static double[] minimum(Function<double[], double[]> residuals, double... begin) {
        return search(residuals, begin, begin.length)
                .advance(Limits.ofSteps(1e-12, 200))
                .point();
    }
}
