package io.affinity.forecast.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {

    /** Rosenbrock's function of coordinates that are stretched from [0, 1] to [0, 2]. */
    private static final LeastSquares.Problem ROSENBROCK =
            new NumericalProblem(x -> new double[] {1 - 2 * x[0], 10 * (2 * x[1] - 4 * x[0] * x[0])});

    @Test
    void findsAMinimumInside() {
        double[] point = minimum(ROSENBROCK, 0.1, 0.9);

        assertThat(point[0]).isCloseTo(0.5, within(1e-6));
        assertThat(point[1]).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void findsAMinimumAtBoundsThatItMayStartFrom() {
        // Without bounds the minimum is at (2, -1).
        LeastSquares.Problem corner = new NumericalProblem(x -> new double[] {x[0] - 2, x[1] + 1, x[0] + x[1] - 1});

        assertThat(minimum(corner, 0.5, 0.5)).containsExactly(1, 0);
        assertThat(minimum(corner, 0, 1)).containsExactly(1, 0);
    }

    @Test
    void movesAlongABoundToItsBestPoint() {
        // At x = 1 the best y is 0.3.
        LeastSquares.Problem edge = new NumericalProblem(x -> new double[] {x[0] - 3, 2 * (x[0] - x[1] - 0.7)});

        double[] point = minimum(edge, 0.2, 0.9);

        assertThat(point[0]).isEqualTo(1);
        assertThat(point[1]).isCloseTo(0.3, within(1e-6));
    }

    @Test
    void staysWhereTheFunctionIsNotDefined() {
        LeastSquares.Problem nowhere = new NumericalProblem(x -> new double[] {Double.POSITIVE_INFINITY});
        LeastSquares search = new LeastSquares(nowhere, new double[] {0.4}, 1);

        search.advance(10);

        assertThat(search.objective()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(search.point()).containsExactly(0.4);
    }

    private static double[] minimum(LeastSquares.Problem problem, double... begin) {
        LeastSquares search = new LeastSquares(problem, begin, begin.length);
        search.advance(200);
        return search.point();
    }
}
