// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The argument checks the report records share. */
final class Require {
    private Require() {}

    static void present(String name, Object value) {
        Objects.requireNonNull(value, () -> "The " + name + " must not be null.");
    }

    static void text(String name, String value) {
        present(name, value);
        that(!value.isBlank(), "The %s (%s) must not be blank.", name, value);
    }

    static void that(boolean holds, String format, Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, format, arguments));
        }
    }

    static void increasing(String name, List<Instant> times) {
        for (int i = 1; i < times.size(); i++) {
            that(
                    times.get(i - 1).isBefore(times.get(i)),
                    "The %s (%s) must be after its predecessor (%s).",
                    name,
                    times.get(i),
                    times.get(i - 1));
        }
    }
}
