// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import java.util.ArrayList;
import java.util.List;

/** A part of many series that stands for all of them. */
public final class SeriesSample {

    private SeriesSample() {}

    /**
     * {@return {@code size} elements at equal distances, the first among them, in their order; all if there are no more}
     *
     * @param size at least 1
     */
    public static <T> List<T> evenly(List<T> all, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("The limit (" + size + ") must be at least 1.");
        }
        if (size >= all.size()) {
            return List.copyOf(all);
        }
        List<T> sample = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            sample.add(all.get((int) ((long) i * all.size() / size)));
        }
        return List.copyOf(sample);
    }
}
