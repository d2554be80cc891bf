// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much it matters that a VM gets what it demands; the service level in one number.
 *
 * @param name as shown in reports, such as {@code high}
 * @param weight what one unit of unserved demand costs, relative to {@link #NORMAL} = 1; finite, greater than zero
 */
public record Priority(String name, double weight) implements Comparable<Priority> {

    public static final Priority LOW = new Priority("low", 0.5);
    public static final Priority NORMAL = new Priority("normal", 1);
    public static final Priority HIGH = new Priority("high", 4);
    public static final Priority CRITICAL = new Priority("critical", 16);

    /** Those that users can name without a weight, by name, the lightest first. Immutable. */
    public static final Map<String, Priority> BY_NAME = byName(LOW, NORMAL, HIGH, CRITICAL);

    public Priority {
        Checks.name("priority name", name);
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "The weight of priority " + name + " (" + weight + ") must be finite and greater than zero.");
        }
    }

    private static Map<String, Priority> byName(Priority... priorities) {
        Map<String, Priority> byName = new LinkedHashMap<>();
        for (Priority each : priorities) {
            byName.put(each.name(), each);
        }
        return Collections.unmodifiableMap(byName);
    }

    /** Heavier first; equal weights by name. */
    @Override
    public int compareTo(Priority other) {
        int byWeight = Double.compare(other.weight, weight);
        return byWeight != 0 ? byWeight : name.compareTo(other.name);
    }
}
