// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.DomainIdentity;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;

/**
 * Sees migrations that nobody in this program looks after, such as one that a crashed predecessor left to the daemons. In its
 * first moments the VM looks as if it stayed on its host for good; so one that has begun is looked at again until its target
 * holds a copy, which tells everybody, or until it is over.
 */
final class UnattendedMigration {

    private final HostConnections connections;
    private final Inspection inspection;
    private final MigratorSettings settings;
    private final Sleep sleep;

    UnattendedMigration(HostConnections connections, Inspection inspection, MigratorSettings settings, Sleep sleep) {
        this.connections = connections;
        this.inspection = inspection;
        this.settings = settings;
        this.sleep = sleep;
    }

    /** {@return the copies of the VM; waits for the settling time at most} */
    Copies of(VmId vm) {
        Stopwatch waited = new Stopwatch(System::nanoTime);
        Copies copies = inspection.of(vm);
        while (hasJustBegun(copies) && waited.read().compareTo(settings.settling()) < 0) {
            sleep.sleep(settings.poll());
            copies = inspection.of(vm);
        }
        // It may have ended elsewhere between the two questions.
        return inspection.of(vm);
    }

    private boolean hasJustBegun(Copies copies) {
        ActualState state = copies.actual();
        boolean isOnOneHost = state.activeOn().size() == 1
                && state.pausedOn().isEmpty()
                && state.unreachable().isEmpty();
        return isOnOneHost && hasJob(state.activeOn().iterator().next(), copies.vm());
    }

    private boolean hasJob(HostId host, VmId vm) {
        try {
            return connections.to(host).call("asking whether a migration goes on", connection -> {
                try (NativeDomain domain = DomainIdentity.on(connection, vm)) {
                    return SourceJob.isMigration(domain.jobStatistics(0));
                }
            });
        } catch (LibvirtAccessException e) {
            if (e instanceof CallRefusedException refused && refused.code() == ErrorCode.NO_SUPPORT) {
                // A driver that knows no jobs carries out no migration.
                return false;
            }
            // It left the host meanwhile, or the host fell silent: both is seen at the next look.
            return true;
        }
    }
}
