// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import java.time.Duration;
import java.util.function.Function;

/**
 * What a value may be, and how it is read.
 *
 * @param kind such as "a number"
 * @param parser throws IllegalArgumentException for what is not of the kind
 */
record Legal<T extends Comparable<T>>(String kind, Function<String, T> parser, Range<T> range) {

    static Legal<Double> number(Range<Double> range) {
        return new Legal<>("a number", Quantity::number, range);
    }

    static Legal<Long> whole(Range<Long> range) {
        return new Legal<>("a whole number", Quantity::whole, range);
    }

    /** A number with or without a unit of bytes, such as 16GiB. */
    static Legal<Double> bytes(Range<Double> range) {
        return new Legal<>("a size such as 16GiB or 500MB", Quantity::bytes, range);
    }

    static Legal<Duration> time(Duration least, Duration most) {
        return new Legal<>(
                "a time such as 300ms, 5m or 7d",
                Quantity::duration,
                Range.of(least, most).written(Quantity::text));
    }

    /** {@return what was said; if it is not legal, that is noted, and holds what does where nothing is said} */
    T read(Mention said, T absent, Findings findings) {
        try {
            T parsed = parser.apply(said.name());
            if (range.contains(parsed)) {
                return parsed;
            }
        } catch (IllegalArgumentException e) {
            // As wrong as what is out of range.
        }
        findings.add(said, "must be " + kind + " " + range + ", not " + Quoted.of(said.name()) + ".");
        return absent;
    }
}
