// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

/**
 * A local minimum of a sum of squares by the method of Levenberg and Marquardt (Marquardt 1963; damping by Nielsen 1999),
 * the first coordinates kept between 0 and 1: a step that would leave ends at the bound, and the others go on from there.
 *
 * <p>The only search for least squares; {@link UnitBoxSearch} is for what has few coordinates or no residuals. Likelihoods of ARMA and exponential smoothing are sums of squares once each residual carries its share of the
 * determinant, and need far fewer evaluations for it than by a search that does not know so. A step costs the derivatives,
 * {@code n^3 / 6} products, and one evaluation for each damping tried. Sums are compared by their logarithms: a series may
 * be of any size. Never moves to a point that is worse or not finite; deterministic. Belongs to one thread.
 */
public final class LeastSquaresSearch {

    /** What is minimized. */
    public interface Problem {

        /**
         * {@return the logarithm of the sum of squares; positive infinity or NaN where it is not defined}
         *
         * @param point kept by the caller and not changed
         */
        double logarithm(double[] point);

        /**
         * Writes the products of the derivatives.
         *
         * @param point that of the best {@link #logarithm} so far
         * @param normal the matrix of products, row by row; the upper triangle may be left out
         * @param gradient products of derivative and residual
         * @return the sum of squares in the unit of these products
         */
        double derivatives(double[] point, double[] normal, double[] gradient);

        /** {@return how many evaluations the derivatives count for} */
        int derivativeCost();
    }

    /**
     * When a search ends.
     *
     * @param tolerance relative decrease of the sum of squares that is small for a step
     * @param smallSteps so many of these in a row are the end
     * @param steps how many there are at most
     * @param evaluations how many there are at most, those for derivatives included
     */
    public record Limits(double tolerance, int smallSteps, int steps, int evaluations) {

        /** {@return an end by the first small step, or by evaluations: for what is dear to evaluate} */
        public static Limits ofEvaluations(double tolerance, int evaluations) {
            return new Limits(tolerance, 1, Integer.MAX_VALUE, evaluations);
        }

        /** {@return an end by three small steps in a row, or by steps: for narrow ridges, on which one says little} */
        public static Limits ofSteps(double tolerance, int steps) {
            return new Limits(tolerance, 3, steps, Integer.MAX_VALUE);
        }
    }

    private static final double FIRST_DAMPING = 1e-3;
    private static final double LEAST_DAMPING = 1e-12;
    private static final double MOST_DAMPING = 1e12;

    private final Problem problem;
    private final int bounded;
    private final DampedEquations equations;
    private double[] point;
    private double objective;
    private double damping = FIRST_DAMPING;
    private int evaluationsLeft;
    private boolean finished;

    /**
     * Begins at a point.
     *
     * @param begin copied
     * @param bounded how many coordinates, from the first one, lie in [0, 1]
     */
    public LeastSquaresSearch(Problem problem, double[] begin, int bounded) {
        this.problem = problem;
        this.bounded = bounded;
        equations = new DampedEquations(begin.length);
        point = begin.clone();
        objective = problem.logarithm(point);
    }

    /** {@return the logarithm of the least sum of squares so far; positive infinity where there is none} */
    public double objective() {
        return Double.isNaN(objective) ? Double.POSITIVE_INFINITY : objective;
    }

    /** {@return the best point so far} */
    public double[] point() {
        return point.clone();
    }

    /** Goes on until the limits; returns this. */
    public LeastSquaresSearch advance(Limits limits) {
        evaluationsLeft = limits.evaluations;
        int small = 0;
        for (int step = 0; step < limits.steps && mayGoOn(); step++) {
            double before = objective;
            double squares = problem.derivatives(point, equations.normal(), equations.gradient());
            evaluationsLeft -= problem.derivativeCost();
            if (equations.tellADirection()) {
                improve(squares, limits.tolerance);
            }
            small = before - objective > limits.tolerance ? 0 : small + 1;
            finished = small == limits.smallSteps || before == objective;
        }
        return this;
    }

    private boolean mayGoOn() {
        return !finished && evaluationsLeft > problem.derivativeCost() && Double.isFinite(objective);
    }

    /** Tries ever shorter steps until one is better; at a bound, a shorter one may lead away from it. */
    private void improve(double squares, double tolerance) {
        double growth = 2;
        while (evaluationsLeft > 0 && damping < MOST_DAMPING) {
            double[] next = next();
            double expected = equations.decrease() / squares;
            double value = problem.logarithm(next);
            evaluationsLeft--;
            if (value < objective) {
                double gain = -Math.expm1(value - objective) / Math.max(expected, Double.MIN_NORMAL);
                double cubed = Math.pow(2 * gain - 1, 3);
                damping = Math.max(LEAST_DAMPING, damping * Math.max(1.0 / 10, 1 - cubed));
                point = next;
                objective = value;
                return;
            }
            if (expected < tolerance && !equations.holdsAny()) {
                return;
            }
            damping *= growth;
            growth *= 2;
        }
    }

    private double[] next() {
        double[] next = point.clone();
        equations.release();
        for (boolean inside = false; !inside; ) {
            double[] step = equations.solve(damping);
            inside = true;
            for (int i = 0; i < next.length; i++) {
                next[i] = point[i] + step[i];
                double bound = next[i] < 0 ? 0 : 1;
                if (i < bounded && (next[i] < 0 || next[i] > 1)) {
                    next[i] = bound;
                    inside &= !equations.hold(i, bound - point[i]);
                }
            }
        }
        return next;
    }
}
