// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.risk;

import io.affinity.spi.contract.RiskScorerContract;
import io.affinity.spi.risk.RiskScorer;

class LiteralScorerContractTest extends RiskScorerContract {

    @Override
    protected RiskScorer scorer() {
        return new LiteralScorer();
    }
}
