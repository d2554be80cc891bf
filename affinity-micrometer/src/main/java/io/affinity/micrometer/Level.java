// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

/** A value that one thread sets and others read; NaN before. */
final class Level {

    private volatile double value = Double.NaN;

    double value() {
        return value;
    }

    void set(double newValue) {
        value = newValue;
    }
}
