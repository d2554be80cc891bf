// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * What the load of a host costs, whatever VMs it is the load of: an ordinary term of the objective, as what lies above a threshold,
 * or resources that are left over in the wrong proportion. Immutable and thread-safe.
 */
@FunctionalInterface
public interface LoadCost {

    /**
     * {@return the cost of a host under a load; finite, not negative}
     *
     * @param load by resource, not negative; not to be written to, nor kept
     */
    double of(int host, long[] load);

    /** {@return whether it says how much a hard limit is exceeded, so that it is worth any price to lower it} */
    default boolean isHard() {
        return false;
    }
}
