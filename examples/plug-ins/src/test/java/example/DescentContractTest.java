package example;

import io.affinity.spi.contract.PlacementSolverContract;
import io.affinity.spi.placement.PlacementSolver;

class DescentContractTest extends PlacementSolverContract {

    @Override
    protected PlacementSolver solver() {
        return new Descent();
    }

    @Override
    protected long iterations() {
        return 5_000;
    }
}
