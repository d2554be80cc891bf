// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import java.time.Duration;

/**
 * What a migration is expected to cost.
 *
 * @param elapsed from start to end
 * @param downtime for which the VM stands still
 * @param transferredBytes over the network
 * @param rounds of copying, the last one included unless nothing is left for it
 * @param converges false if the maximum downtime cannot be kept: the VM writes faster than memory is copied
 */
public record MigrationEstimate(
        Duration elapsed, Duration downtime, double transferredBytes, int rounds, boolean converges) {}
