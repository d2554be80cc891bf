package io.affinity.forecast.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.reference.RNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuerreroTest {

    /** {@code forecast::BoxCox.lambda(x, method = "guerrero")} of R's package forecast 8.20, to the digits it searches to. */
    @ParameterizedTest
    @CsvSource({
        "AirPassengers, 12, -0.294715585559316",
        "LakeHuron, 2, 1.99992424816297",
        "USAccDeaths, 12, -0.0397561678314007",
        "WWWusage, 2, 0.359625252668615",
        "co2, 12, -0.0343210739777705",
        "logAirPassengers, 12, -0.419081046852467",
        "lynx, 2, 0.152184872626719",
        "nottem, 12, 0.042141108291231",
        "presidents, 4, 1.6419636573454"
    })
    void findsTheParameterThatRFinds(String series, int period, double lambda) {
        double[] values = RNumbers.beside(getClass(), "/io/affinity/forecast/arima/r-arima-" + series + ".properties")
                .list("values");

        assertThat(Guerrero.lambda(values, period, -1, 2)).isCloseTo(lambda, within(2e-4));
    }

    @Test
    void findsNothingWithoutVariation() {
        assertThat(Guerrero.lambda(new double[] {3, 3, 3, 3, 3, 3}, 2, 0, 1)).isNaN();
        assertThat(Guerrero.lambda(new double[] {1, 2, 3}, 2, 0, 1)).isNaN();
        assertThat(Guerrero.lambda(new double[] {Double.NaN, 2, 3, Double.NaN}, 2, 0, 1))
                .isNaN();
    }
}
