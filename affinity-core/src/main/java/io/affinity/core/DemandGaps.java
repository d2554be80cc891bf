// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of which VMs the recent demand is not known, and since when. */
final class DemandGaps {

    private DemandGaps() {}

    /** {@return what to say of them, or null if all are known} */
    static Note.@Nullable DemandUnknown of(Fleet fleet, DemandHistory history) {
        List<VmId> unknown = new ArrayList<>();
        long latest = Long.MIN_VALUE;
        for (Vm vm : fleet.vms()) {
            if (history.trust(vm.id()) == Trust.NONE) {
                unknown.add(vm.id());
                latest = Math.max(latest, knownUntil(vm, history));
            }
        }
        if (unknown.isEmpty()) {
            return null;
        }
        Instant until = latest == Long.MIN_VALUE ? null : history.timeOf(latest);
        return new Note.DemandUnknown(unknown, fleet.vms().size(), until);
    }

    /** {@return the grid place before the newest gap, also where the VM is measured again since; the lowest number if there is none} */
    private static long knownUntil(Vm vm, DemandHistory history) {
        long oldest = history.slot() - history.window() + 1;
        long place = history.slot();
        while (place >= oldest && isKnown(vm, history, place)) {
            place--;
        }
        while (place >= oldest && !isKnown(vm, history, place)) {
            place--;
        }
        return place < oldest ? Long.MIN_VALUE : place;
    }

    private static boolean isKnown(Vm vm, DemandHistory history, long place) {
        boolean isKnown = true;
        for (int r = 0; r < vm.allocation().resources().size(); r++) {
            isKnown &= !Double.isNaN(history.at(vm.id(), r, place));
        }
        return isKnown;
    }
}
