// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

/**
 * Rows of features, column by column: what a row is described by. NaN is a missing value, which is a fact of its own. Not copied, so
 * whoever hands columns over does not change them while they are used.
 */
public final class FeatureColumns {

    private final float[][] columns;
    private final int rows;

    private FeatureColumns(float[][] columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * {@return these columns}
     *
     * @param columns the value of row {@code i} for feature {@code f} at {@code columns[f][i]}; at least one column
     * @param rows so many of each column, from its begin
     * @throws IllegalArgumentException if there is no column, or one is shorter
     */
    public static FeatureColumns of(float[][] columns, int rows) {
        if (columns.length == 0 || rows < 0) {
            throw new IllegalArgumentException("The features (" + columns.length
                    + ") must be at least 1, and the rows (" + rows + ") at least 0.");
        }
        for (int f = 0; f < columns.length; f++) {
            if (columns[f].length < rows) {
                throw new IllegalArgumentException("The column of feature " + f + " has " + columns[f].length
                        + " values, which must be at least the number of rows (" + rows + ").");
            }
        }
        return new FeatureColumns(columns, rows);
    }

    /** {@return the number of rows} */
    public int rows() {
        return rows;
    }

    /** {@return the number of features, at least 1} */
    public int features() {
        return columns.length;
    }

    /** {@return the value of a feature; may be NaN} */
    public float value(int feature, int row) {
        return columns[feature][row];
    }

    float[] column(int feature) {
        return columns[feature];
    }
}
