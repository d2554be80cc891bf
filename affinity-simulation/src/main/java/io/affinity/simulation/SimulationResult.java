// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.core.Note;
import io.affinity.core.execution.Alarm;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All of a simulation that is worth keeping. Immutable.
 *
 * @param migrations in the order of their end
 * @param contentionMinutesByVm of the VMs that stood on hosts that were short, in the order of the fleet
 * @param finalFleet as it was when the simulation ended
 * @param violatedRules hard rules that were worse in the end than in the beginning; always empty unless a balancer of one's
 *     own breaks them
 * @param alarms why the control loop started no migration any more, each once
 * @param notes what else the control loop had to say, each once
 * @param outcome what the control loop itself made of its decisions, up to the end of the last step that was observed; null if
 *     it kept no account
 * @param cyclesWithOverload cycles in which it foresaw, as more likely than not, that all hosts together are short; see
 *     {@link io.affinity.core.balancing.Overload}
 */
public record SimulationResult(
        Figures figures,
        List<MigrationRecord> migrations,
        UtilizationHistory utilization,
        Map<VmId, Double> contentionMinutesByVm,
        Fleet finalFleet,
        List<String> violatedRules,
        List<Alarm> alarms,
        List<Note> notes,
        @Nullable DecisionSummary outcome,
        int cyclesWithOverload) {

    public SimulationResult {
        migrations = List.copyOf(migrations);
        contentionMinutesByVm = Collections.unmodifiableMap(new LinkedHashMap<>(contentionMinutesByVm));
        violatedRules = List.copyOf(violatedRules);
        alarms = List.copyOf(alarms);
        notes = List.copyOf(notes);
    }
}
