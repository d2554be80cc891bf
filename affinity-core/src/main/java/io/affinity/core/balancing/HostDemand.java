// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.spi.model.Host;
import java.util.List;

/** A host and what its VMs demand: those that run there, less those given away so far, and those to come. */
public interface HostDemand {

    Host host();

    /** {@return its VMs, at least one} */
    List<VmDemand> vms();

    /** {@return the sum of its VMs' estimates for a resource, in the unit of the resource} */
    double estimate(int resource);

    /** {@return estimate over capacity of the scarcest resource; above 1 if the host will be short} */
    default double utilization() {
        double highest = 0;
        for (int r = 0; r < host().capacity().resources().size(); r++) {
            double has = host().capacity().value(r);
            highest = Math.max(highest, has > 0 ? estimate(r) / has : 0);
        }
        return highest;
    }
}
