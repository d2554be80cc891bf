package io.affinity.forecast.arima;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The coefficients of the four ARMA polynomials, in R's order and with R's signs: ar, ma, seasonal ar, seasonal ma. */
final class ArmaCoefficients {

    /** Beyond it a partial autocorrelation is 1 for all that a likelihood can tell. */
    private static final double FARTHEST = 2000;

    private final ArimaOrder order;
    private final double[] ar;
    private final double[] ma;
    private final double[] seasonalAr;
    private final double[] seasonalMa;

    private ArmaCoefficients(ArimaOrder order, double[] ar, double[] ma, double[] seasonalAr, double[] seasonalMa) {
        this.order = order;
        this.ar = ar;
        this.ma = ma;
        this.seasonalAr = seasonalAr;
        this.seasonalMa = seasonalMa;
    }

    ArimaOrder order() {
        return order;
    }

    static ArmaCoefficients of(ArimaOrder order, double[] flat) {
        int second = order.ar();
        int third = second + order.ma();
        int fourth = third + order.seasonalAr();
        return new ArmaCoefficients(
                order,
                Arrays.copyOfRange(flat, 0, second),
                Arrays.copyOfRange(flat, second, third),
                Arrays.copyOfRange(flat, third, fourth),
                Arrays.copyOfRange(flat, fourth, fourth + order.seasonalMa()));
    }

    /**
     * {@return the stationary and invertible coefficients for a point anywhere in space} Each partial autocorrelation is
     * {@code x / sqrt(1 + x^2)}, which nears its ends slower than the usual hyperbolic tangent does: optima lie close to
     * them.
     */
    static ArmaCoefficients ofPoint(ArimaOrder order, double[] point) {
        double[] partial = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            double x = Math.max(-FARTHEST, Math.min(FARTHEST, point[i]));
            partial[i] = x / Math.sqrt(1 + x * x);
        }
        ArmaCoefficients parts = of(order, partial);
        return new ArmaCoefficients(
                order,
                PartialAutocorrelations.toCoefficients(parts.ar),
                negated(PartialAutocorrelations.toCoefficients(parts.ma)),
                PartialAutocorrelations.toCoefficients(parts.seasonalAr),
                negated(PartialAutocorrelations.toCoefficients(parts.seasonalMa)));
    }

    /** {@return the point of the nearest coefficients whose partial autocorrelations are at most {@code most}} */
    double[] toPoint(double most) {
        double[] point = new double[order.coefficients()];
        int next = 0;
        for (double[] part : new double[][] {ar, negated(ma), seasonalAr, negated(seasonalMa)}) {
            for (double partial : PartialAutocorrelations.of(part)) {
                double bounded = Double.isNaN(partial) ? 0 : Math.max(-most, Math.min(most, partial));
                point[next] = bounded / Math.sqrt(1 - bounded * bounded);
                next++;
            }
        }
        return point;
    }

    /** {@return the variance of the autoregression alone, of the innovations' variance; infinite if not stationary} */
    double arVariance() {
        LagPolynomial polynomial = arPolynomial();
        double[] coefficients = new double[polynomial.degree()];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = -polynomial.at(i + 1);
        }
        return PartialAutocorrelations.variance(coefficients);
    }

    /** {@return whether all roots of the four polynomials lie beyond {@code radius}} */
    boolean hasRootsBeyond(double radius) {
        // The roots of c(z) lie beyond r if those of c(r z) lie beyond 1.
        return Stream.of(ar, negated(ma), seasonalAr, negated(seasonalMa))
                .allMatch(part -> PartialAutocorrelations.isStationary(stretched(part, radius)));
    }

    private static double[] stretched(double[] values, double radius) {
        double[] stretched = values.clone();
        double factor = 1;
        for (int i = 0; i < stretched.length; i++) {
            factor *= radius;
            stretched[i] *= factor;
        }
        return stretched;
    }

    LagPolynomial arPolynomial() {
        return LagPolynomial.of(ar, -1, 1).times(LagPolynomial.of(seasonalAr, -1, order.period()));
    }

    LagPolynomial maPolynomial() {
        return LagPolynomial.of(ma, 1, 1).times(LagPolynomial.of(seasonalMa, 1, order.period()));
    }

    /** {@return the coefficients by their names in R, in R's order} */
    Map<String, Double> named() {
        Map<String, Double> named = new LinkedHashMap<>();
        add(named, "ar", ar);
        add(named, "ma", ma);
        add(named, "sar", seasonalAr);
        add(named, "sma", seasonalMa);
        return named;
    }

    private static void add(Map<String, Double> named, String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            named.put(name + (i + 1), values[i]);
        }
    }

    private static double[] negated(double[] values) {
        double[] negated = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }
}
