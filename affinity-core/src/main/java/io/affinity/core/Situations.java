package io.affinity.core;

import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.balancing.Situation;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.VmId;
import java.util.HashSet;
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

    /** A VM under way whose target has left the fleet stays where it was seen; one under alarm is left alone. */
    Situation of(Fleet fleet) {
        fleet.budgets().forEach(budget -> memory.rememberFor(budget.window()));
        Set<VmId> leftAlone = new HashSet<>();
        Placement placement = fleet.placement();
        for (Migration migration : executor.underWay()) {
            if (fleet.contains(migration.vm())) {
                leftAlone.add(migration.vm());
                if (fleet.contains(migration.target())) {
                    placement = placement.with(migration.vm(), migration.target());
                }
            }
        }
        Fleet settled = leftAlone.isEmpty() ? fleet : fleet.withPlacement(placement);
        for (Alarm alarm : executor.alarms()) {
            if (alarm instanceof Alarm.OfVm one
                    && fleet.contains(one.migration().vm())) {
                leftAlone.add(one.migration().vm());
            }
        }
        return new Situation(settled, history, leftAlone, memory.past());
    }
}
