// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ArmaProcessTest {

    @Test
    void givesBackCoefficientsFromTheirPartialAutocorrelations() {
        double[] partial = {0.9, -0.5, 0.3, 0.99};

        double[] coefficients = PartialAutocorrelations.toCoefficients(partial);

        assertThat(PartialAutocorrelations.of(coefficients)).containsExactly(partial, within(1e-12));
        assertThat(PartialAutocorrelations.isStationary(coefficients)).isTrue();
        assertThat(PartialAutocorrelations.isStationary(new double[] {0.5, 0.5}))
                .isFalse();
    }

    @Test
    void refusesCovariancesOfAProcessThatIsNotStationary() {
        LagPolynomial walk = LagPolynomial.of(new double[] {1}, -1, 1);

        assertThatThrownBy(() -> new ArmaCovariances(walk, LagPolynomial.ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stationary");
    }
}
