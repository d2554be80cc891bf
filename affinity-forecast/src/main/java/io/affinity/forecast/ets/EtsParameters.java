// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.recursion.SmoothingGains;
import io.affinity.forecast.recursion.SmoothingState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Smoothing parameters and the states before the first value. The season at index {@code t} belongs to step {@code t}:
 * R counts backwards, so its {@code s0} is the last one here.
 */
final class EtsParameters {

    final double alpha;
    final double beta;
    final double gamma;
    final double phi;
    final double level;
    final double slope;
    private final double[] season;

    /** @param season owned by the result; one 0 without a season */
    EtsParameters(double alpha, double beta, double gamma, double phi, double level, double slope, double[] season) {
        this.alpha = alpha;
        this.beta = beta;
        this.gamma = gamma;
        this.phi = phi;
        this.level = level;
        this.slope = slope;
        this.season = season;
    }

    /** {@return the smoothing parameters alone: those of a model that has its states elsewhere} */
    static EtsParameters withoutStates(double alpha, double beta, double gamma, double phi) {
        return new EtsParameters(alpha, beta, gamma, phi, 0, 0, new double[1]);
    }

    EtsParameters withoutStates() {
        return withoutStates(alpha, beta, gamma, phi);
    }

    /** {@return the state before the first value} */
    SmoothingState state(EtsSpec spec) {
        return new SmoothingState(
                new SmoothingGains(alpha, beta, gamma, phi), spec.factors(), level, slope, season.clone());
    }

    double[] season() {
        return season.clone();
    }

    int period() {
        return season.length;
    }

    /** {@return R's names of the parameters of a spec, in R's order} */
    static List<String> names(EtsSpec spec, int period) {
        List<String> names = new ArrayList<>();
        names.add("alpha");
        if (spec.trended()) {
            names.add("beta");
        }
        if (spec.seasonal()) {
            names.add("gamma");
        }
        if (spec.damped()) {
            names.add("phi");
        }
        names.add("l");
        if (spec.trended()) {
            names.add("b");
        }
        for (int i = 0; spec.seasonal() && i < period - 1; i++) {
            names.add("s" + i);
        }
        return names;
    }

    static EtsParameters of(EtsSpec spec, int period, Map<String, Double> named) {
        List<String> names = names(spec, period);
        for (String name : names) {
            Double value = named.get(name);
            if (value == null || !Double.isFinite(value)) {
                throw new IllegalArgumentException("The parameter " + name + " (" + value + ") of " + spec
                        + " must be a finite number; needed are " + names + ".");
            }
        }
        String oldest = "s" + (period - 1);
        for (Map.Entry<String, Double> entry : named.entrySet()) {
            boolean known = names.contains(entry.getKey())
                    || (spec.seasonal() && entry.getKey().equals(oldest));
            if (!known) {
                throw new IllegalArgumentException("The parameter " + entry.getKey() + " (" + entry.getValue()
                        + ") is unknown to " + spec + "; known are " + names + ".");
            }
        }
        double[] season = new double[spec.seasonal() ? period : 1];
        if (spec.seasonal()) {
            double rest = spec.factors() ? period : 0;
            for (int i = 0; i < period - 1; i++) {
                season[period - 1 - i] = named.getOrDefault("s" + i, 0.0);
                rest -= season[period - 1 - i];
            }
            season[0] = named.getOrDefault(oldest, rest);
        }
        return new EtsParameters(
                named.getOrDefault("alpha", 0.0),
                named.getOrDefault("beta", 0.0),
                named.getOrDefault("gamma", 0.0),
                named.getOrDefault("phi", 1.0),
                named.getOrDefault("l", 0.0),
                named.getOrDefault("b", 0.0),
                season);
    }

    Map<String, Double> named(EtsSpec spec) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (String name : names(spec, season.length)) {
            named.put(
                    name,
                    switch (name) {
                        case "alpha" -> alpha;
                        case "beta" -> beta;
                        case "gamma" -> gamma;
                        case "phi" -> phi;
                        case "l" -> level;
                        case "b" -> slope;
                        default -> season[season.length - 1 - Integer.parseInt(name.substring(1))];
                    });
        }
        return named;
    }
}
