// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.numeric.LeastSquaresSearch;
import io.affinity.forecast.recursion.SmoothingState;
import java.util.Arrays;

/**
 * The likelihood as a sum of squares. With relative errors {@code e} and means {@code f} it is
 * {@code n log(sum e^2) + 2 sum log f}, which is {@code n log(sum (e g)^2)} where {@code g} is the geometric mean of
 * {@code f}; so least squares serve both kinds of errors. Derivatives go along with the recursion: a value costs the square
 * of the number of coordinates, and their products are added up in a triangle as they come. EJML's update by one vector, of a
 * whole square, takes 1.4 to 1.7 times as long.
 */
final class EtsObjective implements LeastSquaresSearch.Problem {

    private final EtsSpec spec;
    private final double[] values;
    private final EtsCoordinates coordinates;
    private final EtsLikelihood likelihood;
    private final int size;
    private final double[] level;
    private final double[] slope;
    private final double[] base;
    private final double[] error;
    private final double[] logMean;
    private final double[] crossed;

    EtsObjective(EtsSpec spec, double[] values, EtsCoordinates coordinates) {
        this.spec = spec;
        this.values = values;
        this.coordinates = coordinates;
        likelihood = new EtsLikelihood(spec, values);
        size = coordinates.size;
        level = new double[size];
        slope = new double[size];
        base = new double[size];
        error = new double[size];
        logMean = new double[size];
        crossed = new double[size];
    }

    @Override
    public double logarithm(double[] point) {
        EtsParameters parameters = coordinates.parameters(point);
        if (!EtsRegion.contains(spec, parameters) || !positiveFactors(parameters)) {
            return Double.POSITIVE_INFINITY;
        }
        SmoothingState state = parameters.state(spec);
        double squares = 0;
        double logarithms = 0;
        double product = 1;
        for (double value : values) {
            double mean = state.next();
            double difference = value - mean;
            if (Double.isNaN(value)) {
                state.advance(0);
                continue;
            }
            if (spec.relative()) {
                if (!(mean > 0)) {
                    return Double.POSITIVE_INFINITY;
                }
                double relative = difference / mean;
                squares += relative * relative;
                // A logarithm is dear: take it of many means at once.
                product *= mean;
                if (!(product > 1e-100 && product < 1e100)) {
                    logarithms += Math.log(product);
                    product = 1;
                }
            } else {
                squares += difference * difference;
            }
            state.advance(difference);
        }
        return -2 * likelihood.logarithm(squares, logarithms + Math.log(product)) / likelihood.present();
    }

    private boolean positiveFactors(EtsParameters parameters) {
        return !spec.factors() || Arrays.stream(parameters.season()).allMatch(factor -> factor > 0);
    }

    @Override
    public double derivatives(double[] point, double[] normal, double[] gradient) {
        EtsParameters p = coordinates.parameters(point);
        double[] season = p.season();
        double[][] seasons = new double[season.length][size];
        double[][] smoothing = smoothingDerivatives(point, p);
        begin(seasons, normal, gradient);
        double l = p.level;
        double b = p.slope;
        double squares = 0;
        for (int t = 0; t < values.length; t++) {
            int slot = t % season.length;
            double s = season[slot];
            double[] ds = seasons[slot];
            double q = l + p.phi * b;
            boolean present = !Double.isNaN(values[t]);
            double mean = spec.factors() ? q * s : q + s;
            double e = present ? values[t] - mean : 0;
            double residual = spec.relative() ? e / mean : e;
            for (int k = 0; k < size; k++) {
                base[k] = level[k] + p.phi * slope[k] + b * smoothing[3][k];
                double dMean = spec.factors() ? base[k] * s + q * ds[k] : base[k] + ds[k];
                error[k] = present ? -dMean : 0;
                if (present && spec.relative()) {
                    double relative = dMean / mean;
                    logMean[k] += relative;
                    crossed[k] = -relative * (1 + residual);
                } else {
                    crossed[k] = error[k];
                }
            }
            if (present) {
                squares += residual * residual;
                addProducts(crossed, residual, normal, gradient);
            }
            double x = spec.factors() ? e / s : e;
            double y = spec.factors() ? e / q : e;
            for (int k = 0; k < size; k++) {
                double dx = spec.factors() ? (error[k] - x * ds[k]) / s : error[k];
                double dy = spec.factors() ? (error[k] - y * base[k]) / q : error[k];
                level[k] = base[k] + p.alpha * dx + x * smoothing[0][k];
                slope[k] = p.phi * slope[k] + b * smoothing[3][k] + p.beta * dx + x * smoothing[1][k];
                ds[k] += p.gamma * dy + y * smoothing[2][k];
            }
            l = q + p.alpha * x;
            b = p.phi * b + p.beta * x;
            season[slot] = s + p.gamma * y;
        }
        if (spec.relative()) {
            weighByGeometricMean(squares, normal, gradient);
        }
        return squares;
    }

    /** They are computed along with the recursion, all in one pass. */
    @Override
    public int derivativeCost() {
        return 1;
    }

    /** Row 0 to 3: alpha, beta, gamma, phi by each coordinate. */
    private double[][] smoothingDerivatives(double[] point, EtsParameters p) {
        double[][] derivatives = new double[4][size];
        double alpha = coordinates.alphaByShare();
        derivatives[0][coordinates.alpha] = alpha;
        if (spec.trended()) {
            derivatives[1][coordinates.alpha] = alpha * coordinates.betaByAlpha(point);
            derivatives[1][coordinates.beta] = coordinates.betaByShare(p.alpha);
        }
        if (spec.seasonal()) {
            derivatives[2][coordinates.alpha] = alpha * coordinates.gammaByAlpha(point);
            derivatives[2][coordinates.gamma] = coordinates.gammaByShare(p.alpha);
        }
        if (spec.damped()) {
            derivatives[3][coordinates.phi] = coordinates.phiByShare();
        }
        return derivatives;
    }

    private void begin(double[][] seasons, double[] normal, double[] gradient) {
        Arrays.fill(normal, 0);
        Arrays.fill(gradient, 0);
        Arrays.fill(level, 0);
        Arrays.fill(slope, 0);
        Arrays.fill(logMean, 0);
        level[coordinates.level] = 1;
        if (spec.trended()) {
            slope[coordinates.slope] = 1;
        }
        for (int i = 0; i < coordinates.freeSeasons(); i++) {
            seasons[i + 1][coordinates.firstSeason() + i] = 1;
            seasons[0][coordinates.firstSeason() + i] = -1;
        }
    }

    private void addProducts(double[] derivatives, double residual, double[] normal, double[] gradient) {
        for (int i = 0; i < size; i++) {
            double factor = derivatives[i];
            gradient[i] += factor * residual;
            for (int j = 0; j <= i; j++) {
                normal[i * size + j] += factor * derivatives[j];
            }
        }
    }

    /** The derivative of {@code e g} is that of {@code e} plus {@code e} times that of {@code log g}, times {@code g}. */
    private void weighByGeometricMean(double squares, double[] normal, double[] gradient) {
        for (int i = 0; i < size; i++) {
            logMean[i] /= likelihood.present();
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                normal[i * size + j] +=
                        gradient[i] * logMean[j] + gradient[j] * logMean[i] + squares * logMean[i] * logMean[j];
            }
        }
        for (int i = 0; i < size; i++) {
            gradient[i] += squares * logMean[i];
        }
    }
}
