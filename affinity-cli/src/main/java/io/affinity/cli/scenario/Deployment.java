// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.simulation.workload.DemandProfile;
import io.affinity.spi.model.Vm;
import java.util.List;

/** VMs that were created together and behave alike. */
record Deployment(String name, DemandProfile profile, List<Vm> vms) {

    Deployment {
        vms = List.copyOf(vms);
    }
}
