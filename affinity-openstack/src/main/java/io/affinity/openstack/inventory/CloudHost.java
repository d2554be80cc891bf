// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.ComputeService;
import io.affinity.openstack.compute.Hypervisor;
import io.affinity.openstack.compute.ProviderResources;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A host as the cloud knows it.
 *
 * @param service null if there is none
 * @param hypervisor null if there is none, or it is not clear which it is
 * @param resources null if they are not known
 * @param metadata that aggregates have for it, by key
 */
record CloudHost(
        HostId id,
        @Nullable ComputeService service,
        @Nullable Hypervisor hypervisor,
        @Nullable ProviderResources resources,
        Map<String, Set<String>> metadata) {

    HostState state() {
        if (service == null || !service.isUp() || hypervisor == null) {
            return HostState.UNAVAILABLE;
        }
        return isToBeEmptied() ? HostState.DRAINING : HostState.AVAILABLE;
    }

    private boolean isToBeEmptied() {
        return service != null && service.isDisabledByUs();
    }

    /** {@return whether it takes no new servers, though nobody wants it emptied} */
    boolean isDisabled() {
        return service != null && service.isKnown() && !service.isEnabled() && !isToBeEmptied();
    }

    /** {@return why it takes no new servers; empty for no reason} */
    String reason() {
        return service == null ? "" : service.disabledReason().strip();
    }

    Set<String> traits() {
        return resources == null ? Set.of() : resources.traits();
    }

    /** {@return whether it has CPUs for servers that want them to themselves, as far as is known} */
    boolean hasDedicatedCpus() {
        return resources != null && resources.amount(ProviderResources.PCPU).total() > 0;
    }

    /** {@return its traits, and what aggregates say of it, as plain names} */
    Set<String> features() {
        Set<String> features = new TreeSet<>(traits());
        metadata.forEach((key, values) -> values.forEach(value -> features.add("aggregate " + key + "=" + value)));
        return features;
    }
}
