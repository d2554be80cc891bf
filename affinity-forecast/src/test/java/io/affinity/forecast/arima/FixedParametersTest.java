// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** R: {@code arima(x, order, fixed = ..., transform.pars = FALSE, method = "ML")}, R 4.2.2. */
class FixedParametersTest {

    private static final double[] LYNX = RArima.models()
            .filter(reference -> reference.series().equals("lynx"))
            .findFirst()
            .orElseThrow()
            .values();

    private static final double[] LAKE = RArima.models()
            .filter(reference -> reference.series().equals("LakeHuron"))
            .findFirst()
            .orElseThrow()
            .values();

    @Test
    void estimatesTheOthers() {
        ArimaOrder order = ArimaOrder.of(1, 0, 1).with(Constant.ESTIMATED);
        ArimaFit all = Arima.estimate(LAKE, order);

        ArimaFit fit = Arima.estimate(
                LAKE, order, Map.of(), Map.of("ma1", all.parameters().get("ma1")));

        assertThat(fit.logLikelihood()).isCloseTo(all.logLikelihood(), within(1e-6));
        assertThat(fit.parameters().get("ar1")).isCloseTo(all.parameters().get("ar1"), within(1e-3));
        assertThat(fit.parameters().keySet()).containsExactly("ar1", "ma1", "intercept");
        // One parameter less.
        assertThat(fit.aic()).isCloseTo(all.aic() - 2, within(1e-5));
        assertThat(fit.standardErrors().keySet()).containsExactly("ar1", "intercept");
    }

    @Test
    void takesFixedValuesAsTheyAre() {
        ArimaOrder order = ArimaOrder.of(1, 0, 0).with(Constant.ESTIMATED);
        Map<String, Double> fixed = Map.of("ar1", 0.8, "intercept", 579.0);

        ArimaFit fit = Arima.estimate(LAKE, order, Map.of(), fixed);

        ArimaFit evaluated = Arima.evaluate(LAKE, order, Map.of(), fixed);
        assertThat(fit.parameters()).isEqualTo(evaluated.parameters());
        assertThat(fit.logLikelihood()).isEqualTo(evaluated.logLikelihood());
        assertThat(fit.aic()).isCloseTo(2 - 2 * fit.logLikelihood(), within(1e-9));
        assertThat(fit.standardErrors()).isEmpty();
    }

    @Test
    void leavesALagOut() {
        ArimaOrder order = ArimaOrder.of(4, 0, 0).with(Constant.ESTIMATED);

        ArimaFit fit = Arima.estimate(LYNX, order, Map.of(), Map.of("ar3", 0.0));

        assertThat(fit.logLikelihood()).isCloseTo(-932.9494147766484, within(1e-6));
        assertThat(fit.aic()).isCloseTo(1875.8988295532968, within(1e-6));
        assertThat(fit.parameters()).containsEntry("ar3", 0.0);
        assertThat(fit.parameters().get("ar1")).isCloseTo(1.0575146812681, within(1e-4));
        assertThat(fit.parameters().get("ar4")).isCloseTo(-0.1241117357222, within(1e-4));
        assertThat(fit.standardErrors().get("ar4")).isCloseTo(0.0603922473692, within(1e-4));
        assertThat(fit.standardErrors().get("intercept")).isCloseTo(141.0598667679967, within(0.1));
    }

    @Test
    void fixesTheCoefficientOfARegressorToo() {
        double[] years = IntStream.range(0, LAKE.length)
                .mapToDouble(i -> 1875 + i - 1920)
                .toArray();
        ArimaOrder order = ArimaOrder.of(1, 0, 1).with(Constant.ESTIMATED);

        ArimaFit fit = Arima.estimate(LAKE, order, Map.of("year", years), Map.of("ma1", 0.2, "year", -0.02));

        assertThat(fit.logLikelihood()).isCloseTo(-102.0562285623914, within(1e-6));
        assertThat(fit.aic()).isCloseTo(210.1124571247828, within(1e-6));
        assertThat(fit.parameters().get("ar1")).isCloseTo(0.7187351853380, within(1e-4));
        assertThat(fit.parameters().get("intercept")).isCloseTo(579.1263204331956, within(1e-3));
        assertThat(fit.standardErrors().get("ar1")).isCloseTo(0.0702375196554, within(1e-4));
        assertThat(fit.standardErrors().get("intercept")).isCloseTo(0.2865101522790, within(1e-4));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Arima.estimate(LAKE, ArimaOrder.of(1, 0, 0), Map.of(), Map.of("ma1", 0.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ma1");
        assertThatThrownBy(() -> Arima.estimate(LAKE, ArimaOrder.of(1, 0, 0), Map.of(), Map.of("ar1", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> Arima.estimate(LAKE, ArimaOrder.of(1, 0, 0), Map.of(), Map.of("ar1", 1.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stationary");
    }
}
