// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.JobStatistics;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.DomainIdentity;
import io.affinity.spi.migration.Migration;
import org.jspecify.annotations.Nullable;

/** What a migration was to the daemon of its target. Thread-safe. */
final class TargetJob {

    private final HostConnections connections;
    private final Migration migration;

    TargetJob(HostConnections connections, Migration migration) {
        this.connections = connections;
        this.migration = migration;
    }

    /** {@return the figures of the migration that brought the VM; null if the target does not tell or has forgotten them} */
    @Nullable
    CopyFigures completed() {
        try {
            JobStatistics statistics = connections
                    .to(migration.target())
                    .call("asking how a migration went", connection -> {
                        try (NativeDomain domain = DomainIdentity.on(connection, migration.vm())) {
                            return domain.jobStatistics(NativeDomain.JOB_COMPLETED | NativeDomain.JOB_KEEP_COMPLETED);
                        }
                    });
            return statistics.type() == JobStatistics.COMPLETED ? CopyFigures.of(statistics) : null;
        } catch (LibvirtAccessException e) {
            return null;
        }
    }
}
