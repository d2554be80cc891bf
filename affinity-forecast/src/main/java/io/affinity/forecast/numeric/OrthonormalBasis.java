// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.mult.MatrixVectorMult_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/**
 * A thin QR factorization that grows by one column at a time and leaves out those that depend on the ones before: EJML has
 * none that says which these are while they come. By Gram and Schmidt, twice, which is as orthonormal as Householder's
 * (Giraud, Langou and Rozloznik 2005). A column costs eight operations for each of its values and column before. Belongs to
 * one thread.
 */
public final class OrthonormalBasis {

    private final DMatrixRMaj column;
    /** A direction in each row, one after the other, so that passes over them are along memory. */
    private final DMatrixRMaj directions;

    private final DMatrixRMaj shares = new DMatrixRMaj(0, 1);
    /** The columns of R down to the diagonal. */
    private final List<double[]> triangle = new ArrayList<>();

    /** Creates an empty basis of columns of this length. */
    public OrthonormalBasis(int length) {
        column = new DMatrixRMaj(length, 1);
        directions = new DMatrixRMaj(0, length);
    }

    /** {@return how many columns were independent} */
    public int rank() {
        return triangle.size();
    }

    /**
     * {@return whether a column does not depend on those before; it is one of the basis then}
     *
     * @param values replaced by the new direction, or by what rounding left of them
     * @param least length below which this is nothing but rounding
     */
    public boolean add(double[] values, double least) {
        System.arraycopy(values, 0, column.data, 0, values.length);
        double[] sums = new double[rank() + 1];
        for (int pass = 0; pass < 2 && rank() > 0; pass++) {
            MatrixVectorMult_DDRM.mult(directions, column, shares);
            for (int i = 0; i < rank(); i++) {
                sums[i] += shares.data[i];
                shares.data[i] = -shares.data[i];
            }
            MatrixVectorMult_DDRM.multAddTransA_reorder(directions, shares, column);
        }
        double length = Math.sqrt(VectorVectorMult_DDRM.innerProd(column, column));
        boolean independent = length > least;
        for (int i = 0; i < values.length; i++) {
            values[i] = independent ? column.data[i] / length : column.data[i];
        }
        if (independent) {
            sums[rank()] = length;
            keep(values, sums);
        }
        return independent;
    }

    private void keep(double[] direction, double[] sums) {
        int from = rank() * direction.length;
        if (directions.data.length < from + direction.length) {
            directions.reshape(2 * rank() + 1, direction.length, true);
        }
        System.arraycopy(direction, 0, directions.data, from, direction.length);
        triangle.add(sums);
        directions.reshape(rank(), direction.length, true);
        shares.reshape(rank(), 1);
    }

    /** {@return what the column added last has of each direction, its own last} */
    public double[] sharesOfLast() {
        return triangle.get(rank() - 1).clone();
    }

    /** {@return the coefficients of the columns as given whose sum is that of the directions with these} */
    public double[] coefficients(double[] ofDirections) {
        double[] dense = new double[rank() * rank()];
        for (int j = 0; j < rank(); j++) {
            for (int i = 0; i <= j; i++) {
                dense[i * rank() + j] = triangle.get(j)[i];
            }
        }
        double[] unknowns = Arrays.copyOf(ofDirections, rank());
        TriangularSolver_DDRM.solveU(dense, unknowns, rank());
        return unknowns;
    }
}
