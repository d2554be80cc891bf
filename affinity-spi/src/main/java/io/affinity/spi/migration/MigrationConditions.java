// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import java.time.Duration;

/**
 * What decides how long a migration takes.
 *
 * @param memoryBytes to be copied; finite, not negative
 * @param dirtyBytesPerSecond how fast the VM writes memory; finite, not negative
 * @param bandwidthBytesPerSecond of the migration; finite, greater than zero
 * @param maxDowntime for which the VM may stand still; not negative
 */
public record MigrationConditions(
        double memoryBytes, double dirtyBytesPerSecond, double bandwidthBytesPerSecond, Duration maxDowntime) {

    public MigrationConditions {
        require("memory in bytes", memoryBytes, memoryBytes >= 0);
        require("dirty rate in bytes per second", dirtyBytesPerSecond, dirtyBytesPerSecond >= 0);
        require("bandwidth in bytes per second", bandwidthBytesPerSecond, bandwidthBytesPerSecond > 0);
        if (maxDowntime.isNegative()) {
            throw new IllegalArgumentException("The maximum downtime (" + maxDowntime + ") must not be negative.");
        }
    }

    private static void require(String thing, double value, boolean legal) {
        if (!legal || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") is out of range: finite, "
                    + "not negative, and the bandwidth greater than zero.");
        }
    }
}
