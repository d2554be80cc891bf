// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

/**
 * What was measured last.
 *
 * @param value NaN if it cannot be told
 * @param first when the first sample was taken that it follows from, in milliseconds since 1970
 * @param last when the last one was
 */
record Sample(double value, long first, long last) {

    boolean isKnown() {
        return !Double.isNaN(value);
    }
}
