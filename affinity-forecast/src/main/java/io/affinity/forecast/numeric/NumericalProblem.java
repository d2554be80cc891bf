// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.MatrixVectorMult_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/** Least squares of residuals whose derivatives are differences. Room is made once; belongs to one thread. */
public final class NumericalProblem implements LeastSquaresSearch.Problem {

    private static final double STEP = 1e-6;
    private static final double[] NOWHERE = {};

    private final Function<double[], double[]> residuals;
    private final int size;
    private final DMatrixRMaj center = new DMatrixRMaj(1, 1);
    private final DMatrixRMaj slopes = new DMatrixRMaj(1, 1);
    private final DMatrixRMaj products;
    private final DMatrixRMaj shares;
    private double[] lastPoint = NOWHERE;
    private double[] last = {};

    /**
     * Creates the problem.
     *
     * @param residuals of equal number at each point; the same array may be returned by each call
     * @param size number of coordinates
     */
    public NumericalProblem(Function<double[], double[]> residuals, int size) {
        this.residuals = residuals;
        this.size = size;
        products = new DMatrixRMaj(size, size);
        shares = new DMatrixRMaj(size, 1);
    }

    @Override
    public double logarithm(double[] point) {
        last = residuals.apply(point);
        lastPoint = point;
        double squares = 0;
        for (double residual : last) {
            squares += residual * residual;
        }
        return Math.log(squares);
    }

    @Override
    public double derivatives(double[] point, double[] normal, double[] gradient) {
        double[] there = point == lastPoint ? last : residuals.apply(point);
        int length = there.length;
        center.reshape(length, 1);
        System.arraycopy(there, 0, center.data, 0, length);
        slopes.reshape(size, length);
        for (int i = 0; i < size; i++) {
            writeSlopes(i, point);
        }
        lastPoint = NOWHERE;
        CommonOps_DDRM.multOuter(slopes, products);
        MatrixVectorMult_DDRM.mult(slopes, center, shares);
        System.arraycopy(products.data, 0, normal, 0, normal.length);
        System.arraycopy(shares.data, 0, gradient, 0, gradient.length);
        return VectorVectorMult_DDRM.innerProd(center, center);
    }

    private void writeSlopes(int coordinate, double[] point) {
        double[] moved = point.clone();
        // Towards the middle, where the function is defined.
        moved[coordinate] += (point[coordinate] > 0 ? -STEP : STEP) * (1 + Math.abs(point[coordinate]));
        double step = moved[coordinate] - point[coordinate];
        double[] there = residuals.apply(moved);
        int from = coordinate * there.length;
        for (int t = 0; t < there.length; t++) {
            slopes.data[from + t] = (there[t] - center.data[t]) / step;
        }
    }

    @Override
    public int derivativeCost() {
        return size;
    }
}
