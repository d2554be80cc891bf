// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.balancing.Situation;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import java.time.Instant;

/** What is decided on: the fleet as it will be once what is under way has ended. Belongs to the control loop. */
final class Situations {

    private final DemandHistory history;
    private final MigrationMemory memory;
    private final PlanExecutor executor;

    Situations(DemandHistory history, MigrationMemory memory, PlanExecutor executor) {
        this.history = history;
        this.memory = memory;
        this.executor = executor;
    }

    Situation of(Fleet fleet) {
        Instant observedAt = fleet.observedAt();
        memory.settle(executor.underWay(), observedAt);
        return Situation.of(fleet, history, executor.underWay(observedAt), memory, executor.heldBack());
    }
}
