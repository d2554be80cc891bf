// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import java.util.List;

/**
 * Where a new VM should start, and why. Immutable and thread-safe.
 *
 * @param vm the new VM
 * @param standIns the VMs whose demand was taken for that of the new one; empty if the fleet has none, in which case it was
 *     taken to use all that it is promised
 * @param ranked every host that may take it, the best first; empty if there is none
 * @param excluded the other hosts, by the first rule that forbids each
 */
public record PlacementAdvice(
        VmId vm, List<VmId> standIns, List<RankedHost> ranked, List<Reason.HostsExcluded> excluded) {

    public PlacementAdvice {
        standIns = List.copyOf(standIns);
        ranked = List.copyOf(ranked);
        excluded = List.copyOf(excluded);
    }
}
