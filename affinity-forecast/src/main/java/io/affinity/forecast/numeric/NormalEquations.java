// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;

/**
 * Linear equations with a symmetric matrix, the products of some columns, by Cholesky's factors. An unknown whose column
 * depends on those before it is 0, and the others are what they would be without it.
 *
 * <p>Where nothing depends, that is one factorization of {@code n^3 / 6} products by EJML; only where it fails are columns
 * taken one after the other. All room is made once, so that an inner loop allocates nothing. Belongs to one thread.
 */
public final class NormalEquations {

    private final int size;
    private final double dependent;
    private final CholeskyDecompositionInner_DDRM cholesky = new CholeskyDecompositionInner_DDRM(true);
    private final DMatrixRMaj factor;
    private final double[] unknowns;
    private final int[] kept;
    private int count;

    /**
     * Creates room for equations of this size.
     *
     * @param dependent the share of a column's square, 0 or more, that must be left when those before it explain the rest
     */
    public NormalEquations(int size, double dependent) {
        this.size = size;
        this.dependent = dependent;
        factor = new DMatrixRMaj(size, size);
        unknowns = new double[size];
        kept = new int[size];
    }

    /**
     * {@return whether no unknown depends on those before it}
     *
     * @param matrix row by row, of which the lower triangle is read
     */
    public boolean decompose(double[] matrix) {
        keepAllPositive(matrix);
        if (factorize(matrix)) {
            return count == size;
        }
        int positive = count;
        count = 0;
        for (int i = 0; i < positive; i++) {
            kept[count] = kept[i];
            count++;
            count -= factorize(matrix) ? 0 : 1;
        }
        factorize(matrix);
        return false;
    }

    private void keepAllPositive(double[] matrix) {
        count = 0;
        for (int i = 0; i < size; i++) {
            if (matrix[i * size + i] > 0) {
                kept[count] = i;
                count++;
            }
        }
    }

    private boolean factorize(double[] matrix) {
        factor.reshape(count, count);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                // EJML reads the upper triangle and leaves the factor in the lower one.
                factor.data[j * count + i] = matrix[kept[i] * size + kept[j]];
            }
        }
        boolean independent = cholesky.decompose(factor);
        for (int i = 0; i < count && independent; i++) {
            double pivot = factor.data[i * count + i];
            independent = pivot * pivot > dependent * matrix[kept[i] * size + kept[i]];
        }
        return independent;
    }

    /** Replaces the right side by the solution. */
    public void solve(double[] right) {
        for (int i = 0; i < count; i++) {
            unknowns[i] = right[kept[i]];
        }
        TriangularSolver_DDRM.solveL(factor.data, unknowns, count);
        TriangularSolver_DDRM.solveTranL(factor.data, unknowns, count);
        Arrays.fill(right, 0);
        for (int i = 0; i < count; i++) {
            right[kept[i]] = unknowns[i];
        }
    }
}
