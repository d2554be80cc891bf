// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import io.affinity.spi.contract.EventSourceContract;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.VmId;

class OutsideCovariatesContractTest extends EventSourceContract {

    @Override
    protected EventSource source() {
        return new FollowedWorld().covariates;
    }

    @Override
    protected VmId vm() {
        return FollowedWorld.FOLLOWER;
    }
}
