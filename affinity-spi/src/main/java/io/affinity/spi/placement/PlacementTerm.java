// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Strength;
import io.affinity.spi.plugin.Plugin;

/**
 * Something that matters to an operator about a placement and that neither demand nor a location policy says: a cost, such as the
 * number of hosts on which a tenant pays for licenses, or a rule of its own. Solvers treat it like the terms and rules they know.
 * Its contract is tested by {@code PlacementTermContract} of the contract kit. Immutable and thread-safe.
 *
 * <p>A soft term adds its weight times its amount to the cost, in migrations, under its {@link #name}. A hard one is a rule: its
 * amount is a violation, which no placement makes greater than it is.
 */
public interface PlacementTerm extends Plugin {

    /** {@return what a unit of the amount costs, or that it must not grow} */
    Strength strength();

    /**
     * {@return the amount of a problem's present placement, to be kept up to date from there}
     *
     * @param problem of which anything may be used but the other terms
     */
    TermState begin(PlacementProblem problem);

    /**
     * {@return the amount of another placement of a problem's VMs, counted from scratch} What judges solvers asks for it. A term that is about
     * migrations, and so about where VMs come from as well as where they end, has to say it itself: the problem still has the placement that
     * they come from. For all others it is the amount with which a problem in that placement {@linkplain #begin begins}.
     *
     * @param problem of which anything may be used but the other terms
     * @param placement of all VMs of the problem on hosts of it
     */
    default double amount(PlacementProblem problem, Placement placement) {
        return begin(problem.withPlacement(placement)).total();
    }
}
