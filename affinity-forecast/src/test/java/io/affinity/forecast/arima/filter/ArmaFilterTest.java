// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.arima.Arima;
import io.affinity.forecast.arima.ArimaFit;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.process.ArmaCoefficients;
import io.affinity.forecast.arima.process.LagPolynomial;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmaFilterTest {

    private static final ArimaOrder ORDER = ArimaOrder.of(2, 0, 1).seasonal(1, 0, 1, 4);
    private static final Map<String, Double> PARAMETERS =
            Map.of("ar1", 0.6, "ar2", 0.2, "ma1", -0.5, "sar1", 0.7, "sma1", 0.9);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void hasTheDensityOfTheJointNormalDistribution(double missing) {
        SplittableRandom random = new SplittableRandom(5);
        double[] series = random.doubles(40).toArray();
        for (int i = 1; i < series.length; i++) {
            series[i] = random.nextDouble() < missing ? Double.NaN : series[i];
        }

        ArimaFit fit = Arima.evaluate(series, ORDER, Map.of(), PARAMETERS);

        int[] present =
                IntStream.range(0, 40).filter(i -> !Double.isNaN(series[i])).toArray();
        assertThat(fit.logLikelihood()).isCloseTo(density(series, present), within(1e-8));
    }

    /** With the covariances from ten thousand coefficients of the process, and Cholesky's root of all of them. */
    private static double density(double[] series, int[] present) {
        ArmaCoefficients coefficients = ArmaCoefficients.of(ORDER, new double[] {0.6, 0.2, -0.5, 0.7, 0.9});
        double[] psi = coefficients.arPolynomial().divide(coefficients.maPolynomial(), 10_000);
        int n = present.length;
        double[][] root = new double[n][n];
        double[] whitened = new double[n];
        double logs = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double rest = series[present[i]];
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                int lag = present[i] - present[j];
                for (int k = 0; k + lag < psi.length; k++) {
                    sum += psi[k] * psi[k + lag];
                }
                for (int k = 0; k < j; k++) {
                    sum -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
                rest -= i == j ? 0 : root[i][j] * whitened[j];
            }
            whitened[i] = rest / root[i][i];
            squares += whitened[i] * whitened[i];
            logs += Math.log(root[i][i]);
        }
        return -0.5 * n * (Math.log(2 * Math.PI * squares / n) + 1) - logs;
    }

    @Test
    void filtersTheSameWithAndWithoutItsShortcut() {
        ArmaCoefficients coefficients = ArmaCoefficients.of(ORDER, new double[] {0.6, 0.2, -0.5, 0.7, 0.5});
        LagPolynomial ar = coefficients.arPolynomial();
        LagPolynomial ma = coefficients.maPolynomial();
        ArmaFilter quick = new ArmaFilter(ar, ma, 1);
        GapFilter full = new GapFilter(ar, ma, LagPolynomial.ONE, 1);
        SplittableRandom random = new SplittableRandom(9);

        for (int t = 0; t < 400; t++) {
            assertThat(quick.variance()).isCloseTo(full.variance(), within(1e-10));
            assertThat(quick.expected(0)).isCloseTo(full.expected(0), within(1e-9));
            double value = random.nextDouble();
            quick.take(0, value);
            quick.advance();
            full.take(0, value);
            full.absorb();
            full.advance();
        }
        assertThat(quick.isSteady()).isTrue();
    }
}
