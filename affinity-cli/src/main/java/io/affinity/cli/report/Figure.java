// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

/**
 * One number a policy is judged by. Immutable.
 *
 * @param name key that joins the figure over policies, not blank
 * @param label what the reader sees, not blank
 * @param unit unit shown beside the value; empty for a count
 * @param goal which direction is better
 * @param value the value; NaN where the policy has none, never infinite
 */
public record Figure(String name, String label, String unit, Goal goal, double value) {

    /** The name of the figure that counts VM minutes on hosts that are short. */
    public static final String CONTENTION = "contention";

    /** Which direction of a figure is better. */
    public enum Goal {
        /** The smaller value is better. */
        LOWER,
        /** The larger value is better. */
        HIGHER,
        /** The figure describes and does not judge. */
        NONE
    }

    /**
     * Checks the texts and the value.
     *
     * @throws IllegalArgumentException if the name or label is blank or the value is infinite
     */
    public Figure {
        Require.text("name", name);
        Require.text("label", label);
        Require.present("unit", unit);
        Require.present("goal", goal);
        Require.that(!Double.isInfinite(value), "The value (%s) of figure (%s) must be finite or NaN.", value, name);
    }

    /** {@return a figure whose smaller value is better} See the components for the parameters. */
    public static Figure lowerIsBetter(String name, String label, String unit, double value) {
        return new Figure(name, label, unit, Goal.LOWER, value);
    }

    /** {@return a figure whose larger value is better} See the components for the parameters. */
    public static Figure higherIsBetter(String name, String label, String unit, double value) {
        return new Figure(name, label, unit, Goal.HIGHER, value);
    }

    /** {@return a figure that describes and does not judge} See the components for the parameters. */
    public static Figure descriptive(String name, String label, String unit, double value) {
        return new Figure(name, label, unit, Goal.NONE, value);
    }

    boolean measuresTheSame(Figure other) {
        return name.equals(other.name) && label.equals(other.label) && unit.equals(other.unit) && goal == other.goal;
    }
}
