// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.spi.model.Placement;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;

/** A term about where VMs go from where they are at present, which is 0 where they stay. */
sealed interface MigrationTerm extends PlacementTerm permits DistanceTerm, GroupMoveTerm, MigrationCostTerm {

    /** {@return the amount of a placement, the problem's own being the one that VMs come from} */
    TermState begin(PlacementProblem problem, int[] hostByVm);

    @Override
    default TermState begin(PlacementProblem problem) {
        return begin(problem, problem.fleet().hostIndexByVm());
    }

    @Override
    default double amount(PlacementProblem problem, Placement placement) {
        return begin(problem, problem.fleet().withPlacement(placement).hostIndexByVm())
                .total();
    }
}
