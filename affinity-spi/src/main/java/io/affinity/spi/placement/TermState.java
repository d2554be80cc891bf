// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

/**
 * What a rule or a term of the objective amounts to, kept up to date as a search takes VMs from hosts and puts them on others.
 * VMs and hosts go by their indexes in the fleet; the host -1 stands for nowhere, which a VM is while the search holds it in its
 * hands. Mutable; belongs to one thread. Equal calls give equal amounts: neither clock nor chance.
 *
 * <p>A search asks {@link #totalIf} far more often than it calls {@link #move}: for each VM and each host that comes into
 * question. It should take time that does not grow with the fleet, and allocate nothing.
 */
public interface TermState {

    /** {@return the amount at present; finite, not negative} */
    double total();

    /**
     * {@return the amount if a VM were put on a host; the state stays as it is}
     *
     * @param vm that is nowhere
     */
    double totalIf(int vm, int host);

    /** Puts a VM on a host, from another one or from nowhere; -1 takes it from its host. */
    void move(int vm, int host);

    /**
     * {@return by how much the amount can fall because a VM leaves the host that it is on} Whichever VMs leave, wherever they and all that come go,
     * the amount falls by no more than theirs added up. Infinite where nothing better is known; whoever knows better spares a search to look at
     * every host.
     *
     * @param vm that is on a host
     */
    default double relief(int vm) {
        return Double.POSITIVE_INFINITY;
    }

    /** {@return whether the amount can depend on where this VM runs} */
    boolean concerns(int vm);
}
