// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.fixture.HostsOfTenants;
import io.affinity.spi.contract.PlacementTermContract;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.PlacementTerm;

class HostsOfTenantsContractTest extends PlacementTermContract {

    @Override
    protected PlacementTerm term() {
        return new HostsOfTenants(Strength.soft(2));
    }
}
