// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

/**
 * When a {@link ThresholdBalancer} takes a host for overloaded: the host then gives VMs away until it no longer is, and no VM
 * is put where the host would be. Called on the control loop's thread; equal demand must give equal answers.
 */
@FunctionalInterface
public interface OverloadRule {

    /** {@return whether the host is overloaded with these VMs, at least one} */
    boolean isOverloaded(HostDemand host);

    /**
     * {@return the rule that a host is overloaded when the estimates for any resource add up to more than this share of its
     * capacity}
     *
     * @param threshold above 0, at most 1
     */
    static OverloadRule above(double threshold) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "The utilization threshold (" + threshold + ") must be above 0 and at most 1.");
        }
        return host -> host.utilization() > threshold;
    }
}
