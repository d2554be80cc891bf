// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

/** One rule while VMs may take room on several hosts each. Its violation is what {@code PlacementChecker} counts. */
interface TransitRule {

    /** {@return the present violation} */
    double violation();

    /**
     * A VM takes room on other hosts from now on; called once {@link Whereabouts} say so, also to take it back.
     *
     * @param before without doubles
     * @param after without doubles
     */
    void move(int vm, int[] before, int[] after);
}
