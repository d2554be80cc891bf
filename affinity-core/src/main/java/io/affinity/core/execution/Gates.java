// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one gate after the other. A plug-in that breaks must not take the loop with it, nor let anything through. */
final class Gates {

    private static final Logger LOG = LoggerFactory.getLogger(Gates.class);

    /** Why a migration is refused whose gate broke. */
    static final String BROKEN = "broken-gate";

    private final List<Gate> gates;

    Gates(List<Gate> gates) {
        this.gates = List.copyOf(gates);
    }

    /** What a gate said that did not let a migration through. */
    record Objection(String gate, Gate.Answer answer) {}

    /** {@return the first objection, or null if all gates say that it may start} */
    @Nullable
    Objection objection(PlannedMigration planned, Fleet fleet, Instant now) {
        for (Gate gate : gates) {
            Gate.Answer answer = answer(gate, planned, fleet, now);
            if (!(answer instanceof Gate.Start)) {
                return new Objection(gate.name(), answer);
            }
        }
        return null;
    }

    private static Gate.Answer answer(Gate gate, PlannedMigration planned, Fleet fleet, Instant now) {
        Gate.@Nullable Answer answer;
        try {
            answer = gate.ask(planned, fleet, now);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The gate {} broke over {}, which is not started.", gate.name(), planned.migration(), e);
            return new Gate.Refuse(BROKEN, "It broke: " + e + ".");
        }
        if (answer == null) {
            return refusal(gate, planned, "It gave no answer.");
        } else if (answer instanceof Gate.WaitUntil wait && !wait.at().isAfter(now)) {
            return refusal(
                    gate,
                    planned,
                    "It is to be asked again at " + wait.at() + ", which is not later than " + now + ".");
        }
        return answer;
    }

    private static Gate.Answer refusal(Gate gate, PlannedMigration planned, String detail) {
        LOG.error("The gate {} is broken, and {} is not started: {}", gate.name(), planned.migration(), detail);
        return new Gate.Refuse(BROKEN, detail);
    }
}
