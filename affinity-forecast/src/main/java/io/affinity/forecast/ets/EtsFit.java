// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.recursion.SmoothingState;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;

/** An ETS model of one series, with the numbers that R's {@code forecast::ets} gives. Immutable and thread-safe. */
public final class EtsFit {

    private final EtsSpec spec;
    private final EtsParameters parameters;
    private final double[] values;
    private final EtsLikelihood.Run run;
    private final int present;

    private EtsFit(EtsSpec spec, EtsParameters parameters, double[] values) {
        this.spec = spec;
        this.parameters = parameters;
        this.values = values;
        EtsLikelihood likelihood = new EtsLikelihood(spec, values);
        run = likelihood.run(parameters.state(spec));
        present = likelihood.present();
    }

    /** @param values not copied */
    static EtsFit of(EtsSpec spec, EtsParameters parameters, double[] values) {
        return new EtsFit(spec, parameters, values);
    }

    /** {@return which member of the family} */
    public EtsSpec spec() {
        return spec;
    }

    /** {@return the length of the season in steps; 1 without a season} */
    public int period() {
        return parameters.period();
    }

    /**
     * {@return smoothing parameters and initial states by R's names and in R's order: alpha, beta, gamma, phi, l, b, s0 (of
     * the step before the first one, that is one period before the last step of the first period), s1 and so on; the
     * last season follows from the others} Not modifiable.
     */
    public Map<String, Double> parameters() {
        return Collections.unmodifiableMap(parameters.named(spec));
    }

    /** {@return the variance of the residuals, with the number of parameters taken off the number of values} */
    public double sigma2() {
        return run.squares / Math.max(1, present - spec.parameters(period()));
    }

    /** {@return the logarithm of the likelihood, without its constant, as R} */
    public double loglik() {
        return run.loglik;
    }

    /** {@return Akaike's criterion} */
    public double aic() {
        return -2 * run.loglik + 2 * counted();
    }

    /** {@return Akaike's criterion corrected for few values; positive infinity where there are too few} */
    public double aicc() {
        double rest = present - counted() - 1;
        return rest > 0 ? aic() + 2 * counted() * (counted() + 1) / rest : Double.POSITIVE_INFINITY;
    }

    /** {@return the Bayesian criterion} */
    public double bic() {
        return -2 * run.loglik + Math.log(present) * counted();
    }

    /**
     * {@return the residual of each value: value less mean, divided by the mean where errors are multiplicative; NaN where
     * the value is missing}
     */
    public double[] residuals() {
        return run.residuals.clone();
    }

    /**
     * {@return mean and intervals of the steps after the last value, by the model's exact mean and variance and the normal
     * distribution, which with multiplicative errors is an approximation}
     *
     * @param steps at least 1
     */
    public EtsForecast forecast(int steps) {
        EtsMoments moments = EtsMoments.of(spec, parameters, endState(steps), sigma2(), steps);
        return EtsForecast.normal(moments.mean, moments.variance);
    }

    /**
     * {@return the same as R's {@code forecast::forecast}} It differs from {@link #forecast} in two cases, in which
     * R's package (8.20) departs from the model: with a damped trend and a multiplicative season it does not damp the first
     * step of the slope, so that its first forecast is not the mean of its own model; and with an additive season and no
     * trend its variances let the season respond one step early.
     *
     * @param steps at least 1
     */
    public EtsForecast forecastLikeR(int steps) {
        EtsMoments moments = EtsMoments.likeR(spec, parameters, endState(steps), sigma2(), steps);
        return EtsForecast.normal(moments.mean, moments.variance);
    }

    /**
     * {@return the same with intervals by simulation, for multiplicative errors, whose sums are not normal}
     *
     * @param steps at least 1
     * @param paths at least 1, such as R's 5000
     * @param seed the same gives the same
     */
    public EtsForecast simulatedForecast(int steps, int paths, long seed) {
        if (paths < 1) {
            throw new IllegalArgumentException("The number of paths (" + paths + ") must be at least 1.");
        }
        SmoothingState state = endState(steps);
        EtsMoments moments = EtsMoments.of(spec, parameters, state, sigma2(), steps);
        return EtsForecast.simulated(
                moments.mean, moments.variance, EtsPaths.of(spec, state, sigma2(), steps, paths, seed));
    }

    /** {@return spec and smoothing parameters in one line for a person} */
    String description() {
        StringBuilder text = new StringBuilder("ets ").append(spec);
        text.append(period() == 1 ? ", no season" : ", period " + period());
        text.append(String.format(Locale.ROOT, ", alpha %.3f", parameters.alpha));
        if (spec.trended()) {
            text.append(String.format(Locale.ROOT, ", beta %.4f", parameters.beta));
        }
        if (spec.seasonal()) {
            text.append(String.format(Locale.ROOT, ", gamma %.4f", parameters.gamma));
        }
        if (spec.damped()) {
            text.append(String.format(Locale.ROOT, ", phi %.3f", parameters.phi));
        }
        return text.toString();
    }

    EtsParameters states() {
        return parameters;
    }

    private SmoothingState endState(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
        }
        SmoothingState state = parameters.state(spec);
        new EtsLikelihood(spec, values).run(state);
        return state;
    }

    /** The variance of the errors counts as a parameter. */
    private double counted() {
        return spec.parameters(period()) + 1;
    }
}
