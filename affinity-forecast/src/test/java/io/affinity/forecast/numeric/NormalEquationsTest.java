// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalEquationsTest {

    @Test
    void solvesASymmetricSystem() {
        NormalEquations equations = new NormalEquations(3, 1e-12);
        double[] right = {2, 9, 20};

        assertThat(equations.decompose(new double[] {4, 0, 0, 1, 5, 0, 0, 2, 6}))
                .isTrue();
        equations.solve(right);

        // 4 x + y = 2, x + 5 y + 2 z = 9, 2 y + 6 z = 20
        assertThat(4 * right[0] + right[1]).isCloseTo(2, within(1e-12));
        assertThat(right[0] + 5 * right[1] + 2 * right[2]).isCloseTo(9, within(1e-12));
        assertThat(2 * right[1] + 6 * right[2]).isCloseTo(20, within(1e-12));
    }

    @Test
    void givesZeroToWhatDependsOnWhatComesBefore() {
        // Columns (1, 0), (2, 0), (0, 1): the second is twice the first.
        NormalEquations equations = new NormalEquations(3, 1e-12);
        double[] right = {3, 6, 7};

        assertThat(equations.decompose(new double[] {1, 0, 0, 2, 4, 0, 0, 0, 1}))
                .isFalse();
        equations.solve(right);

        assertThat(right).containsExactly(3, 0, 7);
    }

    @Test
    void givesZeroToColumnsOfZerosAndOfNothingDefined() {
        NormalEquations equations = new NormalEquations(3, 0);
        double[] right = {5, 1, 1};

        assertThat(equations.decompose(new double[] {0, 0, 0, 0, 2, 0, 0, 0, Double.NaN}))
                .isFalse();
        equations.solve(right);

        assertThat(right).containsExactly(new double[] {0, 0.5, 0}, within(1e-15));
    }

    @Test
    void isReadyForTheNextMatrixWhateverTheLastOneWas() {
        NormalEquations equations = new NormalEquations(2, 1e-12);
        double[] right = {8, 9};

        equations.decompose(new double[] {1, 1, 1, 1});
        assertThat(equations.decompose(new double[] {4, 0, 0, 9})).isTrue();
        equations.solve(right);

        assertThat(right).containsExactly(new double[] {2, 1}, within(1e-15));
    }
}
