// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

/**
 * Which smoothing parameters forecast from the past without being ruled by a distant start: the roots of the discounting
 * recursion lie within the unit circle (Hyndman, Koehler, Ord and Snyder 2008, chapter 10).
 */
final class EtsRegion {

    /** As R: a root on the circle itself is let pass, where rounding may put it outside. */
    private static final double TOLERANCE = 1e-10;

    /** For longer seasons the conditions in closed form must do: the roots would cost the square of the period. */
    private static final int LONGEST_PERIOD = 60;

    private EtsRegion() {}

    static boolean contains(EtsSpec spec, EtsParameters p) {
        if (!(p.phi >= 0 && p.phi <= 1 + 1e-8)) {
            return false;
        }
        return spec.seasonal() ? seasonal(p) : plain(spec, p);
    }

    private static boolean plain(EtsSpec spec, EtsParameters p) {
        boolean level = p.alpha >= 1 - 1 / p.phi && p.alpha <= 1 + 1 / p.phi;
        boolean trend = dampedBeta(p) >= p.alpha * (p.phi - 1) && dampedBeta(p) <= (1 + p.phi) * (2 - p.alpha);
        return level && (trend || !spec.trended());
    }

    private static boolean seasonal(EtsParameters p) {
        int m = p.period();
        boolean inClosedForm = p.gamma >= Math.max(1 - 1 / p.phi - p.alpha, 0)
                && p.gamma <= 1 + 1 / p.phi - p.alpha
                && p.alpha >= 1 - 1 / p.phi - p.gamma * (1 - m + p.phi + p.phi * m) / (2 * p.phi * m)
                && dampedBeta(p) >= -(1 - p.phi) * (p.gamma / m + p.alpha);
        return inClosedForm && (m > LONGEST_PERIOD || rootsWithin(polynomial(p)));
    }

    /** The slope reaches the value damped. R's own check leaves that out, and so cuts off a little else. */
    private static double dampedBeta(EtsParameters p) {
        return p.phi * p.beta;
    }

    /** {@return the coefficients, that of the highest power first, which is 1} */
    private static double[] polynomial(EtsParameters p) {
        int m = p.period();
        double[] coefficients = new double[m + 2];
        double middle = p.alpha + dampedBeta(p) - p.alpha * p.phi;
        coefficients[0] = 1;
        coefficients[1] = p.alpha + dampedBeta(p) - p.phi;
        for (int i = 2; i < m; i++) {
            coefficients[i] = middle;
        }
        coefficients[m] = middle + p.gamma - 1;
        coefficients[m + 1] = p.phi * (1 - p.alpha - p.gamma);
        return coefficients;
    }

    /** By the recursion of Schur and Cohn, which takes off one degree after the other. */
    private static boolean rootsWithin(double[] coefficients) {
        double[] a = coefficients;
        double scale = 1;
        for (int i = 0; i < a.length; i++) {
            a[i] *= scale;
            scale /= 1 + TOLERANCE;
        }
        for (int degree = a.length - 1; degree > 0; degree--) {
            double reflection = a[degree] / a[0];
            if (!(Math.abs(reflection) < 1)) {
                return false;
            }
            double[] reduced = new double[degree];
            for (int i = 0; i < degree; i++) {
                reduced[i] = a[i] - reflection * a[degree - i];
            }
            a = reduced;
        }
        return true;
    }
}
