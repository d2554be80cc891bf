// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

/**
 * Features as numbers of bins, one byte each, unsigned: 0 for a missing value.
 */
final class BinnedColumns {

    private final byte[][] columns;
    private final int rows;

    BinnedColumns(byte[][] columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** {@return the bin of row {@code i} for feature {@code f} at {@code columns[f][i]}} */
    byte[][] columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    int features() {
        return columns.length;
    }

    /** {@return the same rows in this order} */
    BinnedColumns reordered(int[] order) {
        byte[][] reordered = new byte[columns.length][order.length];
        for (int f = 0; f < columns.length; f++) {
            for (int i = 0; i < order.length; i++) {
                reordered[f][i] = columns[f][order[i]];
            }
        }
        return new BinnedColumns(reordered, order.length);
    }
}
