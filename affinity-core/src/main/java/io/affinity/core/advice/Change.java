// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Something about a fleet that could be otherwise. Immutable and thread-safe. */
public sealed interface Change {

    /** A host is to be emptied, and stays. */
    record Drain(HostId host) implements Change {}

    /** A host is not there: its VMs need another one, and rules do not count it any more. */
    record Remove(HostId host) implements Change {}

    /**
     * A VM is promised more or less, and demands more or less in proportion; what it is promised nothing of it demands as before.
     *
     * @param allocation of all resources of the fleet
     */
    record Resize(VmId vm, ResourceVector allocation) implements Change {}

    /** New VMs are to start at once; each demands what VMs like it do (see {@link PlacementAdvice#standIns}). */
    record Start(List<Vm> vms) implements Change {
        public Start {
            vms = List.copyOf(vms);
            Set<VmId> ids = new HashSet<>();
            for (Vm vm : vms) {
                if (!ids.add(vm.id())) {
                    throw new IllegalArgumentException("The VM (" + vm.id() + ") must not be started twice.");
                }
            }
        }
    }
}
