// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.spi.contract.PlacementSolverContract;
import io.affinity.spi.placement.PlacementSolver;

class LocalSearchContractTest extends PlacementSolverContract {

    @Override
    protected PlacementSolver solver() {
        return new LocalSearchSolver();
    }
}
