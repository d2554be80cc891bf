// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of the demand of a fleet is known: as much as of the VM of which most is, for a VM that is new in a fleet that is known
 * learns by itself. What was known before a restart counts, and what is missing in between does not. Belongs to the control loop.
 */
final class Learning {

    private final Duration needed;
    private long known;

    /** @param needed how much of the past must be known before anything is forecast; not negative */
    Learning(Duration needed) {
        this.needed = needed;
    }

    /** {@return how far it is, to be asked once in each step; null if enough is known} */
    Note.@Nullable Learning of(Fleet fleet, DemandHistory history) {
        if (needed.isZero()) {
            return null;
        }
        Duration step = history.step();
        long wanted = needed.plus(step).minusNanos(1).dividedBy(step) + 1;
        long counted = 0;
        boolean isMeasured = false;
        for (int v = 0; v < fleet.vms().size() && counted < wanted; v++) {
            Vm vm = fleet.vms().get(v);
            counted = Math.max(counted, count(vm, history, wanted));
            isMeasured |= isKnown(vm, history, history.slot());
        }
        // Where the window is shorter than what is needed, it is counted on beyond it; a history that began anew is
        // learned anew.
        known = counted <= 1 ? counted : Math.max(counted, isMeasured ? known + 1 : known);
        Duration reached = step.multipliedBy(Math.max(0, known - 1));
        return known >= wanted ? null : new Note.Learning(reached, needed);
    }

    private static long count(Vm vm, DemandHistory history, long wanted) {
        long count = 0;
        for (int back = 0; back < history.window() && count < wanted; back++) {
            count += isKnown(vm, history, history.slot() - back) ? 1 : 0;
        }
        return count;
    }

    private static boolean isKnown(Vm vm, DemandHistory history, long place) {
        boolean isKnown = false;
        for (int r = 0; r < vm.allocation().resources().size(); r++) {
            isKnown |= !Double.isNaN(history.at(vm.id(), r, place));
        }
        return isKnown;
    }
}
