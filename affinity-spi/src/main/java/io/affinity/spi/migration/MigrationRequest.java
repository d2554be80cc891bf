// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import java.time.Duration;

/**
 * What a migrator is told to do.
 *
 * @param id unique in the journal; the same after a restart of the controller
 * @param bandwidthBytesPerSecond not to be exceeded
 * @param maxDowntime for which the VM may stand still
 * @param timeout after which the migrator aborts by itself if the VM has not switched over
 * @param escalation what it may do before, if the VM writes too fast
 */
public record MigrationRequest(
        String id,
        Migration migration,
        double bandwidthBytesPerSecond,
        Duration maxDowntime,
        Duration timeout,
        Escalation escalation) {}
