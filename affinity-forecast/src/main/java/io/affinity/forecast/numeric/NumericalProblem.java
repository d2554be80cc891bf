package io.affinity.forecast.numeric;

import java.util.Arrays;
import java.util.function.Function;

/** Least squares of residuals whose derivatives are differences: for few coordinates, all in [0, 1]. NaN does not count. */
public final class NumericalProblem implements LeastSquares.Problem {

    private static final double DIFFERENCE = 1e-7;

    private final Function<double[], double[]> residuals;

    /** @param residuals a new array by each call */
    public NumericalProblem(Function<double[], double[]> residuals) {
        this.residuals = residuals;
    }

    @Override
    public double objective(double[] point) {
        double sum = 0;
        for (double residual : residuals.apply(point)) {
            sum += Double.isNaN(residual) ? 0 : residual * residual;
        }
        return Math.log(sum);
    }

    @Override
    public void derivatives(double[] point, double[] normal, double[] gradient) {
        int size = point.length;
        double[] center = residuals.apply(point);
        double[][] slopes = new double[size][];
        for (int i = 0; i < size; i++) {
            double[] moved = point.clone();
            double step = point[i] > 0.5 ? -DIFFERENCE : DIFFERENCE;
            moved[i] += step;
            double[] there = residuals.apply(moved);
            slopes[i] = there;
            Arrays.setAll(there, t -> (there[t] - center[t]) / step);
        }
        for (int i = 0; i < size; i++) {
            gradient[i] = product(slopes[i], center);
            for (int j = 0; j <= i; j++) {
                normal[i * size + j] = product(slopes[i], slopes[j]);
            }
        }
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int t = 0; t < one.length; t++) {
            double product = one[t] * other[t];
            sum += Double.isNaN(product) ? 0 : product;
        }
        return sum;
    }
}
