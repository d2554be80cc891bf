// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.List;

/**
 * How much a VM should run in a group of hosts, or keep away from it, because of who runs there. Immutable and thread-safe.
 *
 * @param level what kind of group it is
 * @param group the name of the fault domain; at the level of hosts the host's id
 * @param weight positive for a group that attracts the VM: by how much the demand of the dependent VMs there falls, in the mean,
 *     for each unit that this VM's own demand rises. Negative for one that repels it
 * @param validUntil when it is to be forgotten
 * @param reasons the dependences it follows from, the most certain first; never empty
 */
public record AffinityWeight(
        VmId vm, TopologyLevel level, String group, double weight, Instant validUntil, List<Dependence> reasons) {

    public AffinityWeight {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("The affinity of VM " + vm + " to " + group + " must have a reason.");
        }
    }
}
