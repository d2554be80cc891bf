// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UnitBoxSearchTest {

    private static final double TOLERANCE = 1e-6;

    @Test
    void findsAMinimumInside() {
        double[] best = UnitBoxSearch.minimize(
                x -> 1 + Math.pow(x[0] - 0.62, 2) + 3 * Math.pow(x[1] - 0.3, 2), new double[] {0.3, 0.1}, TOLERANCE);

        assertThat(best).containsExactly(new double[] {0.62, 0.3}, within(1e-4));
    }

    @Test
    void findsAMinimumOnTheEdge() {
        double[] best =
                UnitBoxSearch.minimize(x -> 2 + x[0] - x[1] + x[2] * x[2], new double[] {0.3, 0.1, 0.1}, TOLERANCE);

        assertThat(best).containsExactly(new double[] {0, 1, 0}, within(1e-4));
    }

    @Test
    void findsAMinimumOfOneParameter() {
        assertThat(UnitBoxSearch.minimize(x -> Math.pow(x[0] - 0.9, 2), new double[] {0.1}, TOLERANCE)[0])
                .isCloseTo(0.9, within(1e-4));
        assertThat(UnitBoxSearch.minimize(x -> 1 - x[0], new double[] {0.3}, TOLERANCE)[0])
                .isEqualTo(1);
    }

    @Test
    void avoidsPointsThatAreNotFinite() {
        double[] best = UnitBoxSearch.minimize(
                x -> x[0] > 0.5 ? Double.NaN : Math.pow(x[0] - 0.45, 2) + x[1], new double[] {0.3, 0.1}, TOLERANCE);

        assertThat(best[0]).isLessThanOrEqualTo(0.5);
        assertThat(best[1]).isCloseTo(0, within(0.05));
    }

    @Test
    void endsOnAFlatFunction() {
        assertThat(UnitBoxSearch.minimize(x -> 1, new double[] {0.3, 0.1, 0.1, 0.5}, TOLERANCE))
                .hasSize(4);
    }
}
