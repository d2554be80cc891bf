// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;

/**
 * Whose demand a series is. Immutable and thread-safe.
 *
 * @param vm with its tenant, allocation and priority, as they are at the newest step
 * @param resource that it demands, one of those of the VM's allocation
 */
public record VmSeries(Vm vm, Resource resource) {

    public VmSeries {
        vm.allocation().resources().indexOf(resource);
    }

    /** {@return what the VM was promised of the resource, in its unit; zero where nothing was promised} */
    public double allocation() {
        return vm.allocation().value(resource);
    }
}
