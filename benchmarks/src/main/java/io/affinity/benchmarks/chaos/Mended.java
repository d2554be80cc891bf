// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.world.World;
import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Note;
import io.affinity.core.balancing.Misplaced;
import io.affinity.spi.model.VmId;
import java.util.EnumSet;
import java.util.Set;

/** Whether hosts that are to be emptied are empty in calm, or it is told why not. */
final class Mended {

    /** What cannot be so where every VM was promised something, and there is room and no rule. */
    private static final Set<Misplaced.Why> NO_REASONS = EnumSet.of(Misplaced.Why.NOT_FOUND, Misplaced.Why.UNSIZED);

    private Mended() {}

    static void check(World world, Course course, CycleReport last) {
        boolean isPromised = course.mode() == Mode.AUTOMATIC && course.decider() == Course.Decider.PREDICTIVE;
        if (!isPromised || last.decision() == null || !last.decision().plan().isEmpty()) {
            return;
        }
        for (VmId vm : world.vmsOnDrainingHosts()) {
            Misplaced told = last.notes().stream()
                    .filter(Note.NotMended.class::isInstance)
                    .flatMap(note -> ((Note.NotMended) note).vms().stream())
                    .filter(one -> one.vm().equals(vm))
                    .findFirst()
                    .orElse(null);
            if (told == null) {
                world.witness().violated("VM " + vm + " is on a host that is to be emptied, and nobody says why");
            } else if (NO_REASONS.contains(told.why()) && world.couldLeave(vm)) {
                world.witness().violated("VM " + vm + " could leave a host that is to be emptied: " + told);
            }
        }
    }
}
