// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.arima.model.ArimaForecast;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * R gives the first levels of a differenced series a large but finite variance; ours is infinite. So such models are
 * compared tightly with those of the differences, which have no such variance, and loosely with the others.
 */
class ArimaAgainstRTest {

    private static final double[] NORMAL_QUANTILES = {
        -1.95996398454005, -1.2815515655446, 1.2815515655446, 1.95996398454005
    };

    @ParameterizedTest
    @MethodSource("models")
    void hasTheLikelihoodOfRAtFixedParameters(RArima reference) {
        ArimaFit fit = at(reference, "rounded.coefficients");

        assertThat(fit.logLikelihood()).isCloseTo(reference.number("rounded.loglik"), offset(fit, 8e-3));
    }

    @ParameterizedTest
    @MethodSource("modelsOfDifferences")
    void hasTheLikelihoodOfRForTheDifferences(RArima reference) {
        ArimaFit fit = at(reference, "differences.coefficients");

        assertThat(fit.logLikelihood()).isCloseTo(reference.number("differences.loglik"), within(1e-6));
    }

    @ParameterizedTest
    @MethodSource("models")
    void countsParametersAsRDoes(RArima reference) {
        ArimaFit fit = at(reference, "coefficients");

        assertThat(fit.used()).isEqualTo((int) reference.number("nobs"));
        assertThat(fit.aic()).isCloseTo(reference.number("aic"), offset(fit, 8e-3));
        assertThat(fit.aicc()).isCloseTo(reference.number("aicc"), offset(fit, 8e-3));
        assertThat(fit.bic()).isCloseTo(reference.number("bic"), offset(fit, 8e-3));
        assertThat(fit.sigma2() / reference.number("sigma2")).isCloseTo(1, offset(fit, 1e-4));
    }

    @ParameterizedTest
    @MethodSource("models")
    void forecastsAsRDoesFromItsParameters(RArima reference) {
        ArimaFit fit = at(reference, "coefficients");
        double[] mean = reference.list("forecast.mean");
        double[] errors = reference.list("forecast.se");

        ArimaForecast forecast =
                fit.forecast(mean.length, reference.regressors(reference.values().length, mean.length));

        // The finite variance reaches the standard error through that of the innovations.
        double variance = fit.sigma2() / reference.number("sigma2");
        for (int h = 0; h < mean.length; h++) {
            assertThat(forecast.mean()[h]).isCloseTo(mean[h], within(2e-6 * Math.abs(mean[h])));
            double error = forecast.standardErrors()[h] / Math.sqrt(variance);
            assertThat(error).isCloseTo(errors[h], within((fit.order().lost() == 0 ? 1e-9 : 1e-5) * errors[h]));
            for (double quantile : NORMAL_QUANTILES) {
                double bound = mean[h] + quantile * errors[h];
                assertThat(forecast.mean()[h] + quantile * error)
                        .isCloseTo(bound, within(2e-6 * Math.max(Math.abs(bound), Math.abs(mean[h]))));
            }
        }
    }

    /** R takes its Hessian by differences of a thousandth, and near a unit root (nottem's) by those of a transformation. */
    @ParameterizedTest
    @MethodSource("models")
    void hasTheStandardErrorsOfR(RArima reference) {
        Map<String, Double> errors = at(reference, "coefficients").standardErrors();

        double tolerance = reference.toString().equals("nottem 101_101_12") ? 1e-2 : 2e-3;
        reference
                .coefficients("se")
                .forEach((name, error) -> assertThat(errors.get(name)).isCloseTo(error, within(tolerance * error)));
        assertThat(errors).hasSameSizeAs(reference.coefficients("se"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void hasTheResidualsOfR(RArima reference) {
        ArimaFit fit = at(reference, "coefficients");
        double[] expected = reference.list("residuals");
        double[] residuals = fit.residuals();

        for (int i = 0; i < expected.length; i++) {
            double residual = residuals[residuals.length - expected.length + i];
            assertThat(residual / Math.sqrt(fit.sigma2()))
                    .isCloseTo(expected[i] / Math.sqrt(fit.sigma2()), offset(fit, 1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void findsAnOptimumNotBelowThatOfR(RArima reference) {
        ArimaFit fit = Arima.estimate(
                reference.values(), reference.order(), reference.regressors(0, reference.values().length));

        // At R's own parameters, so that the finite variance does not matter.
        assertThat(fit.logLikelihood())
                .isGreaterThan(at(reference, "coefficients").logLikelihood() - 1e-5);
        assertThat(fit.logLikelihood())
                .isGreaterThan(reference.number("loglik") - (fit.order().lost() == 0 ? 1e-4 : 5e-3));
        if (reference.has("differences.loglik")) {
            assertThat(fit.logLikelihood()).isGreaterThan(reference.number("differences.loglik") - 1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void findsAnOrderThatIsNotWorseThanThatOfR(RArima reference) {
        int period = (int) reference.number("period");

        ArimaFit fit = new AutoArima().estimate(reference.values(), period);

        assertThat(fit.aicc()).as(fit.toString()).isLessThan(reference.number("aicc") + 0.01);
    }

    private static ArimaFit at(RArima reference, String key) {
        Map<String, double[]> regressors = reference.regressors(0, reference.values().length);
        return Arima.evaluate(reference.values(), reference.order(), regressors, reference.coefficients(key));
    }

    private static Offset<Double> offset(ArimaFit fit, double loose) {
        return within(fit.order().lost() == 0 ? 1e-6 : loose);
    }

    static Stream<RArima> models() {
        return RArima.models();
    }

    static Stream<RArima> modelsOfDifferences() {
        return RArima.models().filter(reference -> reference.has("differences.loglik"));
    }

    static Stream<RArima> series() {
        return RArima.allSeries();
    }
}
