// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EtsAgainstRTest {

    static String[] fits() {
        return REts.ETS;
    }

    @ParameterizedTest
    @MethodSource("fits")
    void hasTheSameLikelihoodAtTheSameParameters(String name) {
        REts r = REts.ets(name);
        EtsFit fit = r.atRsOptimum();

        assertClose("loglik", fit.loglik(), r.number("loglik"), 1e-10);
        assertClose("sigma2", fit.sigma2(), r.number("sigma2"), 1e-10);
        assertClose("aic", fit.aic(), r.number("aic"), 1e-10);
        assertClose("aicc", fit.aicc(), r.number("aicc"), 1e-10);
        assertClose("bic", fit.bic(), r.number("bic"), 1e-10);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void hasTheSameResidualsAtTheSameParameters(String name) {
        REts r = REts.ets(name);
        double[] values = r.values();
        double[] residuals = r.atRsOptimum().residuals();

        double[] fitted = r.list("fitted");
        for (int i = 0; i < fitted.length; i++) {
            double mean = r.spec().relative() ? values[i] / (1 + residuals[i]) : values[i] - residuals[i];
            assertClose("step " + i, mean, fitted[i], 1e-10);
        }
    }

    @ParameterizedTest
    @MethodSource("fits")
    void forecastsTheSameMeanAndIntervals(String name) {
        REts r = REts.ets(name);
        double[] mean = r.list("mean");
        EtsForecast forecast = r.atRsOptimum().forecastLikeR(mean.length);

        assertClose("mean", forecast.mean(), mean);
        assertClose("lower80", forecast.lower(0.8), r.list("lower80"));
        assertClose("upper80", forecast.upper(0.8), r.list("upper80"));
        assertClose("lower95", forecast.lower(0.95), r.list("lower95"));
        assertClose("upper95", forecast.upper(0.95), r.list("upper95"));
    }

    @ParameterizedTest
    @MethodSource("fits")
    void findsAtLeastTheLikelihoodOfR(String name) {
        REts r = REts.ets(name);

        EtsFit fit = Ets.estimate(r.values(), r.period(), r.spec());

        assertThat(fit.loglik()).isGreaterThanOrEqualTo(r.number("loglik"));
        assertThat(fit.parameters().keySet()).containsExactlyElementsOf(EtsParameters.names(r.spec(), fit.period()));
    }

    @ParameterizedTest
    @MethodSource("fits")
    void staysWithinTheBoundsOfR(String name) {
        REts r = REts.ets(name);

        EtsParameters best = Ets.estimate(r.values(), r.period(), r.spec()).states();

        double rounding = 1e-12;
        assertThat(best.alpha).isBetween(1e-4 - rounding, 1 - 1e-4 + rounding);
        if (r.spec().trended()) {
            assertThat(best.beta).isBetween(1e-4 - rounding, best.alpha + rounding);
        }
        if (r.spec().seasonal()) {
            assertThat(best.gamma).isBetween(1e-4 - rounding, 1 - best.alpha + rounding);
        }
        assertThat(best.phi).isBetween(0.8 - rounding, r.spec().damped() ? 0.98 + rounding : 1);
        assertThat(EtsRegion.contains(r.spec(), best)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("fits")
    void evaluatesItsOwnEstimateTheSameWay(String name) {
        REts r = REts.ets(name);
        EtsFit fit = Ets.estimate(r.values(), r.period(), r.spec());

        EtsFit again = Ets.evaluate(r.values(), r.period(), r.spec(), fit.parameters());

        assertClose("loglik", again.loglik(), fit.loglik(), 1e-12);
    }

    private static void assertClose(String what, double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertClose(what + " of step " + i, actual[i], expected[i], 1e-10);
        }
    }

    private static void assertClose(String what, double actual, double expected, double relative) {
        assertThat(actual).as(what).isCloseTo(expected, within(relative * Math.abs(expected)));
    }
}
