// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import java.util.Comparator;
import java.util.stream.IntStream;

/** An order of rows that follows from what they hold, and not from the order in which they came: as if they were shuffled. */
final class RowOrder {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private RowOrder() {}

    /** {@return the rows in their order; rows of one key are alike in everything} */
    static int[] of(BinnedColumns features, float[] targets) {
        long[] keys = new long[features.rows()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = mix(GOLDEN + Float.floatToIntBits(targets[i]));
        }
        for (byte[] column : features.columns()) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = mix(keys[i] * 31 + column[i]);
            }
        }
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> keys[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, figure 16. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
