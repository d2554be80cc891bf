// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.demand;

import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * Asks for the past demand of many VMs and resources on one grid. Immutable and thread-safe.
 *
 * @param vms each once
 * @param resources all of them for each VM
 * @param start time of the first value
 * @param step the distance between two values, positive
 * @param length number of values of each series, not negative
 */
public record HistoryRequest(List<VmId> vms, ResourceSet resources, Instant start, Duration step, int length) {

    public HistoryRequest {
        vms = List.copyOf(vms);
        if (new HashSet<>(vms).size() != vms.size()) {
            throw new IllegalArgumentException("The VMs of a history request must not repeat.");
        }
        if (step.isZero() || step.isNegative()) {
            throw new IllegalArgumentException("The step (" + step + ") must be positive.");
        }
        if (length < 0) {
            throw new IllegalArgumentException("The number of values (" + length + ") must not be negative.");
        }
    }

    @Override
    public String toString() {
        return length + " values of " + vms.size() + " VMs and " + resources.resources() + " from " + start + " by "
                + step;
    }
}
