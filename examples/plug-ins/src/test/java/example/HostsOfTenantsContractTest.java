package example;

import io.affinity.spi.contract.PlacementTermContract;
import io.affinity.spi.placement.PlacementTerm;

class HostsOfTenantsContractTest extends PlacementTermContract {

    @Override
    protected PlacementTerm term() {
        return new HostsOfTenants();
    }
}
