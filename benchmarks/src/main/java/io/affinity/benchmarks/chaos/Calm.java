// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.world.Witness;
import io.affinity.benchmarks.chaos.world.World;
import io.affinity.core.CycleReport;
import io.affinity.core.Note;

/** What must be so once nothing has gone wrong for two hours. */
final class Calm {

    private Calm() {}

    static void check(World world, Course course, Controller controller) {
        Witness witness = world.witness();
        CycleReport last = controller.last();
        if (last == null || last.decision() == null) {
            witness.violated("nothing is decided in calm: " + (last == null ? "no cycle" : last.notes()));
            return;
        }
        if (!last.alarms().isEmpty()) {
            witness.violated("alarms stand in calm: " + last.alarms());
        }
        if (!controller.loop().underWay().isEmpty()) {
            witness.violated("under way in calm: " + controller.loop().underWay());
        }
        if (last.notes().stream().anyMatch(Calm::isUnsaved)
                || !controller.problem().isEmpty()) {
            witness.violated("not remembered in calm: " + last.notes() + controller.problem());
        }
        Mended.check(world, course, last);
        Reader.compare(world, course, last.at());
        String status = world.disk().forced(World.FOLDER, "status.json");
        if (!status.equals(String.valueOf(controller.cycles()))) {
            witness.violated("the status is of cycle " + status + " in calm, not of " + controller.cycles());
        }
    }

    /** What could not be loaded is told for an hour; what cannot be saved is told as long as that is so. */
    private static boolean isUnsaved(Note note) {
        return note instanceof Note.NotRemembered not && not.detail().contains("could not be saved");
    }
}
