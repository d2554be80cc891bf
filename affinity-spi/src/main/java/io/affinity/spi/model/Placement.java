// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which host each VM runs on. Immutable and thread-safe; iteration is in the order of insertion.
 *
 * @param hostByVm every VM once
 */
public record Placement(Map<VmId, HostId> hostByVm) {

    public Placement {
        hostByVm = Collections.unmodifiableMap(new LinkedHashMap<>(hostByVm));
    }

    /**
     * {@return the host of {@code vm}}
     *
     * @throws IllegalArgumentException if the VM is not placed
     */
    public HostId hostOf(VmId vm) {
        HostId host = hostByVm.get(vm);
        if (host == null) {
            throw new IllegalArgumentException("The VM (" + vm + ") has no host in this placement.");
        }
        return host;
    }

    /** {@return a copy in which {@code vm} runs on {@code host}} */
    public Placement with(VmId vm, HostId host) {
        Map<VmId, HostId> copy = new LinkedHashMap<>(hostByVm);
        copy.put(vm, host);
        return new Placement(copy);
    }
}
