// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.process;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The coefficients of the four ARMA polynomials, in R's order and with R's signs: ar, ma, seasonal ar, seasonal ma. */
public final class ArmaCoefficients {

    /** More than any part of an order may be; so their sums are numbers. */
    private static final int MOST_PART = 1 << 16;

    /** Those of a polynomial whose roots are all at the unit circle are binomial coefficients, and orders are small. */
    private static final double LARGEST = 1e9;

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

    public ArimaOrder order() {
        return order;
    }

    public static ArmaCoefficients of(ArimaOrder order, double[] flat) {
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

    /** {@return all of them, in R's order} */
    public double[] flat() {
        double[] flat = new double[order.coefficients()];
        int next = 0;
        for (double[] part : new double[][] {ar, ma, seasonalAr, seasonalMa}) {
            System.arraycopy(part, 0, flat, next, part.length);
            next += part.length;
        }
        return flat;
    }

    /** {@return the variance of the autoregression alone, of the innovations' variance; infinite if not stationary} */
    public double arVariance() {
        LagPolynomial polynomial = arPolynomial();
        double[] coefficients = new double[polynomial.degree()];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = -polynomial.at(i + 1);
        }
        return PartialAutocorrelations.variance(coefficients);
    }

    /** {@return whether all roots of the four polynomials lie beyond {@code radius}} */
    public boolean hasRootsBeyond(double radius) {
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

    /** {@return how far the two sides without a season are from cancelling each other at a unit root} */
    public double sumOfArAndMa() {
        return Arrays.stream(ar).sum() + Arrays.stream(ma).sum();
    }

    public LagPolynomial arPolynomial() {
        return LagPolynomial.of(ar, -1, 1).times(LagPolynomial.of(seasonalAr, -1, order.period()));
    }

    public LagPolynomial maPolynomial() {
        return LagPolynomial.of(ma, 1, 1).times(LagPolynomial.of(seasonalMa, 1, order.period()));
    }

    /** {@return the coefficients by their names in R, in R's order} */
    public Map<String, Double> named() {
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

    public void write(StateWriter out) {
        out.putInts(new int[] {
            order.ar(),
            order.differences(),
            order.ma(),
            order.seasonalAr(),
            order.seasonalDifferences(),
            order.seasonalMa(),
            order.period()
        });
        out.putBoolean(order.constant() == Constant.ESTIMATED);
        for (double[] part : new double[][] {ar, ma, seasonalAr, seasonalMa}) {
            out.putDoubles(part);
        }
    }

    public static ArmaCoefficients read(StateReader in) {
        int[] parts = in.takeInts("a part of the order", 0, MOST_PART);
        if (parts.length != 7) {
            throw in.broken("an order has " + parts.length + " parts but must have 7");
        }
        Constant constant = in.takeBoolean() ? Constant.ESTIMATED : Constant.NONE;
        ArimaOrder order =
                new ArimaOrder(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], constant);
        in.requireRoom(order.coefficients(), Double.BYTES);
        ArmaCoefficients coefficients = of(order, new double[order.coefficients()]);
        in.takeNumbers("a coefficient", LARGEST, coefficients.ar);
        in.takeNumbers("a coefficient", LARGEST, coefficients.ma);
        in.takeNumbers("a coefficient", LARGEST, coefficients.seasonalAr);
        in.takeNumbers("a coefficient", LARGEST, coefficients.seasonalMa);
        return coefficients;
    }
}
