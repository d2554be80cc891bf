// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

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

    public Priority {
        Checks.name("priority name", name);
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "The weight of priority " + name + " (" + weight + ") must be finite and greater than zero.");
        }
    }

    /** Heavier first; equal weights by name. */
    @Override
    public int compareTo(Priority other) {
        int byWeight = Double.compare(other.weight, weight);
        return byWeight != 0 ? byWeight : name.compareTo(other.name);
    }
}
