// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import java.util.Set;

/**
 * Finds out where a VM is after a migration whose call failed. The daemons may still be at it (a peer-to-peer migration does
 * not need us), cleaning up, or restarting; so the hosts are asked until the answer stands, or the settling time is over.
 */
final class Aftermath {

    private final Inspection inspection;
    private final MigratorSettings settings;
    private final Sleep sleep;

    /** Where the VM is, for all that the outcome of a migration needs. */
    enum Place {
        SOURCE,
        TARGET,
        NOT_CERTAIN
    }

    /**
     * What the hosts made sure of.
     *
     * @param description what the hosts say, in sentences
     */
    record Finding(Place place, String description) {}

    Aftermath(Inspection inspection, MigratorSettings settings, Sleep sleep) {
        this.inspection = inspection;
        this.settings = settings;
        this.sleep = sleep;
    }

    /** @param mayBeOnTarget false if the VM never stood still, so that only the source can run it */
    Finding after(Migration migration, SourceJob job, boolean mayBeOnTarget) {
        Stopwatch waited = new Stopwatch(System::nanoTime);
        Copies copies = inspection.of(migration.vm());
        Place place = place(migration, copies, job, mayBeOnTarget);
        while (place == Place.NOT_CERTAIN && waited.read().compareTo(settings.settling()) < 0) {
            sleep.sleep(settings.poll());
            copies = inspection.of(migration.vm());
            place = place(migration, copies, job, mayBeOnTarget);
        }
        return new Finding(place, copies.description());
    }

    private static Place place(Migration migration, Copies copies, SourceJob job, boolean mayBeOnTarget) {
        HostId source = migration.source();
        HostId target = migration.target();
        ActualState state = copies.actual();
        if (state.activeOn().equals(Set.of(target))) {
            // A source that holds the VM paused has not let go of it, be it that memory is still there only.
            return isGone(source, state) && copies.isWholeOn(target) ? Place.TARGET : Place.NOT_CERTAIN;
        }
        if (!state.activeOn().equals(Set.of(source)) || job.mayRun()) {
            return Place.NOT_CERTAIN;
        }
        if (state.unreachable().contains(target)) {
            // A silent target cannot run a VM that never stood still. Otherwise both may run.
            return mayBeOnTarget || copies.wasResumedOn(source) ? Place.NOT_CERTAIN : Place.SOURCE;
        }
        return state.pausedOn().contains(target) ? Place.NOT_CERTAIN : Place.SOURCE;
    }

    private static boolean isGone(HostId host, ActualState state) {
        return !state.unreachable().contains(host) && !state.pausedOn().contains(host);
    }
}
