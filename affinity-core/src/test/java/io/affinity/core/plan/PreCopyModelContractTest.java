// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.spi.contract.MigrationCostModelContract;
import io.affinity.spi.migration.MigrationCostModel;

class PreCopyModelContractTest extends MigrationCostModelContract {

    @Override
    protected MigrationCostModel model() {
        return new PreCopyModel();
    }
}
