// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** What it costs that a VM ends on a host that it was not on in the beginning. Immutable and thread-safe. */
@FunctionalInterface
public interface MoveCosts {

    /** {@return the cost, not negative, infinite if the VM must not be moved there; not asked for its first host, where it is 0} */
    double of(int vm, int host);
}
