package io.affinity.forecast.numeric;

/**
 * A local minimum of a sum of squares by the method of Levenberg and Marquardt (Marquardt 1963), with derivatives and with
 * the first coordinates kept between 0 and 1: a step that would leave ends at the bound, and the others go on from there.
 * Steps to where the sum is not finite are not taken. Deterministic.
 */
public final class LeastSquares {

    /** What is minimized. */
    public interface Problem {

        /** {@return the logarithm of the sum of squares; positive infinity or NaN where it is not defined} */
        double objective(double[] point);

        /**
         * Adds up the products of the derivatives.
         *
         * @param normal lower triangle of the matrix of products, row by row
         * @param gradient products of derivative and residual
         */
        void derivatives(double[] point, double[] normal, double[] gradient);
    }

    private static final double MOST_DAMPING = 1e12;
    private static final double LEAST_GAIN = 1e-10;

    private final Problem problem;
    private final int bounded;
    private final double[] normal;
    private final double[] gradient;
    private final DampedEquations equations;
    private double[] point;
    private double objective;
    private double damping = 1e-2;
    private boolean converged;

    /**
     * @param begin copied
     * @param bounded how many coordinates, from the first one, lie in [0, 1]
     */
    public LeastSquares(Problem problem, double[] begin, int bounded) {
        this.problem = problem;
        this.bounded = bounded;
        normal = new double[begin.length * begin.length];
        gradient = new double[begin.length];
        equations = new DampedEquations(normal, gradient);
        point = begin.clone();
        objective = problem.objective(point);
    }

    /** {@return the least value so far; positive infinity where there is none} */
    public double objective() {
        return Double.isNaN(objective) ? Double.POSITIVE_INFINITY : objective;
    }

    public double[] point() {
        return point.clone();
    }

    /** Goes on for at most this many steps. */
    public void advance(int steps) {
        int small = 0;
        for (int i = 0; i < steps && !converged && Double.isFinite(objective); i++) {
            double before = objective;
            problem.derivatives(point, normal, gradient);
            converged = !improve();
            small = before - objective < LEAST_GAIN ? small + 1 : 0;
            converged |= small == 3;
        }
    }

    private boolean improve() {
        while (damping <= MOST_DAMPING) {
            double[] next = next();
            double value = problem.objective(next);
            if (value < objective) {
                point = next;
                objective = value;
                damping = Math.max(1e-9, damping / 8);
                return true;
            }
            damping *= 6;
        }
        return false;
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
