// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

/**
 * One line of the set-up of a simulation, such as {@code Hosts: 100}. Immutable.
 *
 * @param label what is described, not blank
 * @param value its value, ready to read
 */
public record SetupLine(String label, String value) {

    /**
     * Checks the label.
     *
     * @throws IllegalArgumentException if the label is blank
     */
    public SetupLine {
        Require.text("label", label);
        Require.present("value", value);
    }
}
