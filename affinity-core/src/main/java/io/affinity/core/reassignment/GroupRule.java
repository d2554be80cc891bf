// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * What a rule about a group of VMs amounts to while a search moves them: how much it is broken, or what it costs. Its VMs go by their
 * places among its members, so that what it keeps has the size of the group and not that of the fleet; the host {@link #NOWHERE} is
 * where a VM is that does not run. Belongs to one thread. Questions allocate nothing, and take time in the size of the group at most.
 *
 * <p>A rule about whatever runs on some hosts has all VMs as members, in the order of their indexes, and says which hosts those are.
 */
public interface GroupRule {

    /** In place of a host: the VM does not run. */
    int NOWHERE = -1;

    /** Begins to follow a placement. */
    @FunctionalInterface
    interface Beginning {

        /**
         * {@return the rule in the state of a placement}
         *
         * @param hostByVm the host of each VM; not kept
         */
        GroupRule begin(int[] hostByVm);
    }

    /** {@return the amount at present; finite, not negative} */
    double total();

    /**
     * {@return the amount if a member were on another host than it is}
     *
     * @param member a place in {@link #members}
     */
    double totalIf(int member, int host);

    /** A member goes to a host. */
    void move(int member, int host);

    /** {@return an amount that is not above that of any placement of the members that run, as far as it is found at once} */
    default double least() {
        return 0;
    }

    /**
     * {@return by how much the amount can fall because a member leaves the host that it is on} Whichever members leave, wherever they and all
     * that come go, the amount falls by no more than theirs added up. Infinite where nothing better is known: then somebody has to leave.
     *
     * @param member a place in {@link #members}
     */
    default double relief(int member) {
        return Double.POSITIVE_INFINITY;
    }

    /** {@return whether the amount can depend on what runs on a host; moves between two others change nothing} */
    default boolean isAbout(int host) {
        return true;
    }

    /** {@return whether it says no more than how many of its VMs may be on other hosts than in the beginning} */
    default boolean limitsMigrations() {
        return false;
    }

    /** {@return the VMs of the group, by their indexes, each once; not to be written to} */
    int[] members();
}
