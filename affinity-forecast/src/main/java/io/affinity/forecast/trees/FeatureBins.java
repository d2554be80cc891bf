// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where the values of each feature are cut into bins of about equally many rows: bin {@code b} holds what is above edge {@code b - 2}
 * and at most edge {@code b - 1}, the last bin what is above all edges, and bin 0 what is missing. Edges are values that were seen, so
 * that nothing but the order of values counts. Immutable and thread-safe.
 */
final class FeatureBins {

    /** Of each feature, the bin of missing values not counted. */
    static final int MOST = 254;

    /** Bins that a byte can tell apart. */
    static final int CODES = 256;

    private final float[][] edges;

    private FeatureBins(float[][] edges) {
        this.edges = edges;
    }

    FeatureBins(StateReader in) {
        int features = in.takeInt("a number of features", 1, 1 << 16);
        in.requireRoom(features, Integer.BYTES);
        edges = new float[features][];
        for (int f = 0; f < features; f++) {
            edges[f] = in.takeFloatsOrMissing("an edge");
            boolean increases = edges[f].length < MOST;
            for (int i = 1; i < edges[f].length; i++) {
                increases &= edges[f][i] > edges[f][i - 1];
            }
            if (!increases || (edges[f].length == 1 && Float.isNaN(edges[f][0]))) {
                throw in.broken("the edges of feature " + f + " must be fewer than " + MOST + " and increase");
            }
        }
    }

    void write(StateWriter out) {
        out.putInt(edges.length);
        for (float[] edge : edges) {
            out.putFloats(edge, edge.length);
        }
    }

    /** {@return the bins of these rows} */
    static FeatureBins of(FeatureColumns features) {
        float[][] edges = new float[features.features()][];
        IntStream.range(0, edges.length).parallel().forEach(f -> edges[f] = edges(features.column(f), features.rows()));
        return new FeatureBins(edges);
    }

    /** Infinity is above or below all that is seen otherwise, and no edge. */
    private static float[] edges(float[] column, int rows) {
        float[] sorted = Arrays.copyOf(column, rows);
        int known = 0;
        for (float value : sorted) {
            if (!Float.isNaN(value) && !Float.isInfinite(value)) {
                sorted[known++] = value + 0f; // of both zeros, the positive one
            }
        }
        Arrays.sort(sorted, 0, known);
        return distinct(sorted, known) <= MOST ? everyValue(sorted, known) : quantiles(sorted, known);
    }

    private static int distinct(float[] sorted, int known) {
        int distinct = 0;
        for (int i = 0; i < known; i++) {
            distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    /** The last value is no edge, as it has a bin without one. */
    private static float[] everyValue(float[] sorted, int known) {
        float[] edges = new float[Math.max(0, distinct(sorted, known) - 1)];
        int count = 0;
        for (int i = 0; i + 1 < known; i++) {
            if (sorted[i] != sorted[i + 1]) {
                edges[count++] = sorted[i];
            }
        }
        return edges;
    }

    private static float[] quantiles(float[] sorted, int known) {
        float[] edges = new float[MOST - 1];
        int count = 0;
        for (int b = 1; b < MOST; b++) {
            float edge = sorted[(int) ((long) b * known / MOST)];
            if (edge < sorted[known - 1] && (count == 0 || edge > edges[count - 1])) {
                edges[count++] = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    int features() {
        return edges.length;
    }

    /** {@return the number of the last bin of a feature, at least 1} */
    int last(int feature) {
        return edges[feature].length + 1;
    }

    /**
     * {@return these rows as bins}
     *
     * @throws IllegalArgumentException if their number of features is another one
     */
    BinnedColumns bin(FeatureColumns features) {
        if (features.features() != edges.length) {
            throw new IllegalArgumentException("The number of features (" + features.features()
                    + ") must be that of the training (" + edges.length + ").");
        }
        byte[][] columns = new byte[edges.length][features.rows()];
        IntStream.range(0, edges.length).parallel().forEach(f -> {
            float[] column = features.column(f);
            for (int i = 0; i < features.rows(); i++) {
                columns[f][i] = (byte) bin(edges[f], column[i]);
            }
        });
        return new BinnedColumns(columns, features.rows());
    }

    private static int bin(float[] edges, float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low + 1;
    }
}
