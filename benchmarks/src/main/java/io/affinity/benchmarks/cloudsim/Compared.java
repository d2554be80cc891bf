// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.cloudsim;

/**
 * One figure of a day, beside CloudSim's.
 *
 * @param unit may be empty
 * @param digits after the decimal point, as many as CloudSim prints
 * @param tolerance the relative difference that is still called agreement; infinite for a figure that is only shown
 */
record Compared(String name, String unit, int digits, double actual, double reference, double tolerance) {

    /** {@return by how much the actual figure is above the reference, as a share of the reference} */
    double difference() {
        return actual / reference - 1;
    }

    boolean agrees() {
        return Math.abs(difference()) <= tolerance;
    }
}
