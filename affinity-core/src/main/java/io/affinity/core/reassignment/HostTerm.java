// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * What the VMs of a host cost together, where their summed loads do not say enough: shortage over scenarios, nodes below the host. Kept up
 * to date while a search moves VMs; the cost of a host depends on what runs there and on nothing else. Belongs to one thread. Questions allocate nothing.
 */
public interface HostTerm {

    /** In place of a VM: nobody comes, or nobody leaves. */
    int NOBODY = -1;

    /** Begins to follow a placement. */
    @FunctionalInterface
    interface Beginning {

        /**
         * {@return the term in the state of a placement}
         *
         * @param hostByVm the host of each VM; not kept
         */
        HostTerm begin(int[] hostByVm);
    }

    /** {@return what a host costs; finite, not negative} */
    double cost(int host);

    /**
     * {@return what it would cost if one VM came and another left; infinite if it has no room}
     *
     * @param in a VM of another host, or {@link #NOBODY}
     * @param out a VM of this host, or {@link #NOBODY}
     */
    double costWith(int host, int in, int out);

    /** {@return the least by which a VM of another host can raise the cost of this one; found faster than {@link #costWith}} */
    default double leastGrowth(int host, int in) {
        return Double.NEGATIVE_INFINITY;
    }

    /** Moves a VM. */
    void move(int vm, int from, int to);

    /** Lets two VMs change places: each leaves before the other comes. */
    default void exchange(int one, int from, int other, int to) {
        move(one, from, to);
        move(other, to, from);
    }
}
