// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * What it costs that a VM is away where only so many may be. Where all that may be away are, those that gain little keep their places from those that would
 * gain more, and nothing moves any more. So the price rises as long as the limit holds VMs back, and falls as long as it does not: that is the multiplier of
 * the limit, found by subgradient steps (Fisher, "The Lagrangian Relaxation Method", Management Science 1981, section 5) while the search goes on.
 */
final class LimitPrice {

    /** By which part it changes in each step. */
    private static final double STEP = 0.01;

    /** Proposals of a step. */
    private static final double PROPOSALS = 256;

    /** It begins with this part of the temperature. */
    private static final double BEGIN = 0.02;

    private double price;
    private boolean hasHeldBack;

    /** The limit held a VM at home. */
    void holdsBack() {
        hasHeldBack = true;
    }

    /** {@return the price for so many proposals; none where it is cold} */
    double next(int proposals, double temperature) {
        double step = STEP * proposals / PROPOSALS;
        price = hasHeldBack ? Math.max(price, BEGIN * temperature) * (1 + step) : price * (1 - step);
        hasHeldBack = false;
        return temperature == 0 ? 0 : price;
    }
}
