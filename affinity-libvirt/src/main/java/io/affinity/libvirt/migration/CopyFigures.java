// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.JobStatistics;
import io.affinity.libvirt.binding.TypedParameters;
import io.affinity.spi.migration.MigrationOutcome;
import java.time.Duration;

/**
 * libvirt's figures of a migration, under way or ended; {@code VIR_DOMAIN_JOB_*}.
 *
 * @param elapsed since libvirt began
 * @param downtime expected while under way, real when ended
 * @param sentBytes memory and disks
 * @param restBytes memory and disks, as now known
 * @param round of copying memory, 1 for the first
 * @param throttlePercent by how much the VM is slowed down
 */
record CopyFigures(
        Duration elapsed, Duration downtime, double sentBytes, double restBytes, int round, int throttlePercent) {

    /** QEMU slows a guest down to this at most. */
    static final int MOST_THROTTLE = 99;

    static CopyFigures of(JobStatistics statistics) {
        return of(statistics.values());
    }

    static CopyFigures of(TypedParameters values) {
        double sent = values.number("memory_processed", 0) + (double) values.number("disk_processed", 0);
        double rest = values.number("memory_remaining", 0) + (double) values.number("disk_remaining", 0);
        return new CopyFigures(
                Duration.ofMillis(values.number("time_elapsed", 0)),
                Duration.ofMillis(values.number("downtime", 0)),
                sent,
                rest,
                (int) values.number("memory_iteration", 0),
                (int) values.number("auto_converge_throttle", 0));
    }

    /** {@return the downtime of a switchover now, in seconds; infinite while the first round goes on} */
    double downtimeSeconds() {
        return round < 2 ? Double.POSITIVE_INFINITY : downtime.toNanos() / 1e9;
    }

    /**
     * {@return what they say of a migration that completed}
     *
     * @param measured how long it took for us, where they do not tell
     */
    MigrationOutcome.Completed completed(Duration measured) {
        Duration total = elapsed.isZero() ? measured : elapsed;
        Duration stood = downtime().compareTo(total) < 0 ? downtime() : total;
        return new MigrationOutcome.Completed(total, stood, sentBytes);
    }
}
