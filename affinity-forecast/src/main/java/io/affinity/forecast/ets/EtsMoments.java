// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.recursion.SmoothingState;

/**
 * Mean and variance of the next values, exact for normal errors: Hyndman, Koehler, Ord and Snyder (2008), chapter 6,
 * classes 1 (additive), 2 (multiplicative errors) and 3 (multiplicative errors and season).
 */
final class EtsMoments {

    final double[] mean;
    final double[] variance;

    private EtsMoments(int steps) {
        mean = new double[steps];
        variance = new double[steps];
    }

    /** @param sigma2 variance of one error, relative where errors are multiplicative */
    static EtsMoments of(EtsSpec spec, EtsParameters parameters, SmoothingState state, double sigma2, int steps) {
        EtsMoments moments = new EtsMoments(steps);
        if (spec.factors()) {
            double dampedBeta = parameters.phi * parameters.beta;
            moments.fillProducts(parameters, dampedBeta, parameters.phi * state.slope(), state, sigma2);
        } else {
            moments.fillSums(spec, state, responses(state, steps), sigma2);
        }
        return moments;
    }

    /**
     * As R's {@code forecast}, whose class 3 leaves out the damping of the first step of the slope, and whose classes 1 and
     * 2 let the season of a model without trend respond one step early.
     */
    static EtsMoments likeR(EtsSpec spec, EtsParameters parameters, SmoothingState state, double sigma2, int steps) {
        EtsMoments moments = new EtsMoments(steps);
        if (spec.factors() && spec.damped()) {
            moments.fillProducts(parameters, parameters.beta, state.slope(), state, sigma2);
        } else if (spec.seasonal() && !spec.factors() && !spec.trended()) {
            double[] responses = new double[steps];
            for (int lag = 1; lag < steps; lag++) {
                responses[lag] = parameters.alpha + ((lag + 1) % parameters.period() == 0 ? parameters.gamma : 0);
            }
            moments.fillSums(spec, state, responses, sigma2);
        } else {
            return of(spec, parameters, state, sigma2, steps);
        }
        return moments;
    }

    private static double[] responses(SmoothingState state, int steps) {
        double[] responses = new double[steps];
        for (int lag = 1; lag < steps; lag++) {
            responses[lag] = state.response(lag);
        }
        return responses;
    }

    /** Classes 1 and 2, sections 6.2 and 6.3. */
    private void fillSums(EtsSpec spec, SmoothingState state, double[] responses, double sigma2) {
        double[] squares = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = state.mean(i + 1);
            squares[i] = mean[i] * mean[i];
            double sum = 0;
            for (int j = 1; j <= i; j++) {
                sum += responses[j] * responses[j] * (spec.relative() ? squares[i - j] : 1);
            }
            if (spec.relative()) {
                squares[i] += sigma2 * sum;
                variance[i] = (1 + sigma2) * squares[i] - mean[i] * mean[i];
            } else {
                variance[i] = sigma2 * (1 + sum);
            }
        }
    }

    /**
     * Class 3, section 6.4: first and second moments of (level + damped slope) x factor and damped slope x factor. A
     * value needs those of its own factor only, so that they cost a few numbers instead of the square of the period.
     */
    private void fillProducts(EtsParameters p, double dampedBeta, double dampedSlope, SmoothingState state, double s2) {
        int period = state.period();
        double alpha = p.alpha + dampedBeta;
        for (int first = 0; first < Math.min(period, mean.length); first++) {
            double factor = state.season(first + 1);
            double u = (state.level() + dampedSlope) * factor;
            double v = dampedSlope * factor;
            double uu = u * u;
            double uv = u * v;
            double vv = v * v;
            int last = first + (mean.length - 1 - first) / period * period;
            for (int i = 0; i <= last; i++) {
                boolean due = i % period == first;
                if (due) {
                    mean[i] = u;
                    variance[i] = (1 + s2) * uu - u * u;
                }
                double gamma = due ? p.gamma : 0;
                double same = 1 + s2 * gamma * gamma;
                double mixed = 2 * s2 * gamma;
                double shocked = s2 + 3 * s2 * s2 * gamma * gamma;
                double cross = uu + p.phi * uv;
                double newUu = same * (uu + 2 * p.phi * uv + p.phi * p.phi * vv)
                        + mixed * 2 * alpha * cross
                        + shocked * alpha * alpha * uu;
                double newUv = same * p.phi * (uv + p.phi * vv)
                        + mixed * (dampedBeta * cross + alpha * p.phi * uv)
                        + shocked * alpha * dampedBeta * uu;
                vv = same * p.phi * p.phi * vv
                        + mixed * 2 * dampedBeta * p.phi * uv
                        + shocked * dampedBeta * dampedBeta * uu;
                uu = newUu;
                uv = newUv;
                double newU = u + p.phi * v + s2 * gamma * alpha * u;
                v = p.phi * v + s2 * gamma * dampedBeta * u;
                u = newU;
            }
        }
    }
}
