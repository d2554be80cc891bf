// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.ComputeService;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.http.ApiException;
import io.affinity.spi.model.HostId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The hosts that have a nova-compute, as last told. Thread-safe. */
final class KnownHosts {

    private final Nova nova;
    private volatile @Nullable List<ComputeService> last;

    KnownHosts(Nova nova) {
        this.nova = nova;
    }

    /** {@return the nova-compute of each host, as Nova says now} */
    List<ComputeService> now() throws ApiException {
        List<ComputeService> services = List.copyOf(nova.services());
        last = services;
        return services;
    }

    /** {@return the hosts that were last told of; asked for if nobody has yet, and none if that fails} */
    Set<HostId> last() {
        List<ComputeService> known = last;
        if (known == null) {
            try {
                known = now();
            } catch (ApiException e) {
                return Set.of();
            }
        }
        Set<HostId> hosts = new TreeSet<>();
        known.forEach(service -> hosts.add(new HostId(service.host())));
        return Collections.unmodifiableSet(hosts);
    }
}
