// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.recovery;

import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationLimits;
import java.time.Duration;
import java.util.Map;

/** What a controller is to do. */
enum Task {
    /** Migrate, and slow the VM down if need be. */
    MIGRATE(Escalation.THROTTLE, DiskCopy.REFUSE, Duration.ofSeconds(20)),
    MIGRATE_WITH_DISKS(Escalation.THROTTLE, DiskCopy.FULL, Duration.ofSeconds(20)),
    MIGRATE_BY_POST_COPY(Escalation.POST_COPY, DiskCopy.REFUSE, Duration.ofMillis(300)),
    /** Migrate, and abort that as soon as it seems not to converge. */
    GIVE_UP(Escalation.NONE, DiskCopy.REFUSE, Duration.ofMillis(300)),
    /** Look after what the one before has left. */
    RECOVER(Escalation.NONE, DiskCopy.REFUSE, Duration.ofSeconds(20));

    private final Escalation escalation;
    private final DiskCopy diskCopy;
    private final Duration convergence;

    Task(Escalation escalation, DiskCopy diskCopy, Duration convergence) {
        this.escalation = escalation;
        this.diskCopy = diskCopy;
        this.convergence = convergence;
    }

    MigratorSettings settings(Transport transport) {
        return MigratorSettings.builder()
                .transport(transport)
                .diskCopy(diskCopy)
                .poll(Duration.ofMillis(50))
                .stall(Duration.ofSeconds(20))
                .convergence(convergence)
                .settling(Duration.ofSeconds(20))
                .build();
    }

    MigrationLimits limits() {
        return new MigrationLimits(
                2, 2, 1e9, Duration.ofMillis(300), Duration.ofSeconds(30), escalation, Map.of(), Map.of());
    }
}
