package io.affinity.core;

import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.balancing.Situation;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /** One under alarm is left alone. */
    Situation of(Fleet fleet) {
        memory.settle(executor.underWay(), fleet.observedAt());
        List<Migration> underWay = executor.underWay().stream()
                .filter(migration -> fleet.contains(migration.vm()))
                .toList();
        Set<VmId> alarming = new HashSet<>();
        for (Alarm alarm : executor.alarms()) {
            if (alarm instanceof Alarm.OfVm one
                    && fleet.contains(one.migration().vm())) {
                alarming.add(one.migration().vm());
            }
        }
        return Situation.of(fleet, history, underWay, alarming, memory);
    }
}
