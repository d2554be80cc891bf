// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

/**
 * What one kind of event added to one series, as the series itself tells.
 *
 * @param size for a magnitude of 1, as a share of what the series is without events
 * @param variance of the error of the size
 */
record OwnEffect(double size, double variance) {

    /** {@return whether it is more than chance} */
    boolean isCertain() {
        return Certainty.of(size, variance);
    }
}
