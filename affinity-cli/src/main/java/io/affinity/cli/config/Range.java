// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import java.util.function.Function;

/**
 * What a value may be. Immutable.
 *
 * @param hasLeast whether the least is legal itself
 * @param hasMost whether the most is legal itself
 * @param writer how bounds are written
 */
record Range<T extends Comparable<T>>(T least, boolean hasLeast, T most, boolean hasMost, Function<T, String> writer) {

    static <T extends Comparable<T>> Range<T> of(T least, T most) {
        return new Range<>(least, true, most, true, String::valueOf);
    }

    static <T extends Comparable<T>> Range<T> above(T bound, T most) {
        return new Range<>(bound, false, most, true, String::valueOf);
    }

    static <T extends Comparable<T>> Range<T> below(T least, T bound) {
        return new Range<>(least, true, bound, false, String::valueOf);
    }

    /** {@return the same, whose bounds are written in another way} */
    Range<T> written(Function<T, String> newWriter) {
        return new Range<>(least, hasLeast, most, hasMost, newWriter);
    }

    boolean contains(T value) {
        int low = value.compareTo(least);
        int high = value.compareTo(most);
        return (hasLeast ? low >= 0 : low > 0) && (hasMost ? high <= 0 : high < 0);
    }

    @Override
    public String toString() {
        String from = writer.apply(least);
        String to = writer.apply(most);
        if (hasLeast && hasMost) {
            return "from " + from + " to " + to;
        }
        return (hasLeast ? "at least " : "above ") + from + " and " + (hasMost ? "at most " : "below ") + to;
    }
}
