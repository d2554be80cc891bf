// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.ComputeService;
import io.affinity.openstack.compute.Hypervisor;
import io.affinity.openstack.compute.Server;
import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the hosts that are looked after. Remembers what it has complained of; not thread-safe. */
final class CloudHosts {

    private static final Logger LOG = LoggerFactory.getLogger(CloudHosts.class);

    private static final String IRONIC = "ironic";

    private final Set<String> complained = new HashSet<>();

    /** {@return whether servers share a hypervisor of this type, and can be migrated from it} */
    static boolean isServed(Hypervisor hypervisor) {
        return !hypervisor.type().equals(IRONIC);
    }

    /**
     * {@return the hosts that have a hypervisor, and those that have none now and servers still, by name}
     *
     * <p>Hosts of bare metal are left out. One with several hypervisors, such as after its name was changed, cannot be judged, and is taken to be
     * silent.
     */
    Map<String, CloudHost> of(CloudReading reading, HostPlaces places) {
        Map<String, ComputeService> services = new HashMap<>();
        reading.services().forEach(service -> services.put(service.host(), service));
        Map<String, List<Hypervisor>> hypervisors = new HashMap<>();
        reading.hypervisors()
                .forEach(each -> hypervisors
                        .computeIfAbsent(each.host(), unknown -> new ArrayList<>())
                        .add(each));
        Map<String, CloudHost> hosts = new TreeMap<>();
        for (String host : names(reading, hypervisors)) {
            List<Hypervisor> own = hypervisors.getOrDefault(host, List.of());
            if (places.isLookedAfter(host)) {
                Hypervisor only = own.size() == 1 ? own.get(0) : null;
                hosts.put(
                        host,
                        new CloudHost(
                                new HostId(host),
                                services.get(host),
                                only,
                                only == null ? null : reading.resources().get(only.id()),
                                places.metadata(host)));
                complain(host, own.size());
            }
        }
        return hosts;
    }

    private static Set<String> names(CloudReading reading, Map<String, List<Hypervisor>> hypervisors) {
        Set<String> names = new TreeSet<>();
        hypervisors.forEach((host, own) -> {
            if (own.stream().allMatch(CloudHosts::isServed)) {
                names.add(host);
            }
        });
        for (Server server : reading.servers()) {
            String host = server.host();
            if (host != null && !host.isBlank() && !hypervisors.containsKey(host)) {
                names.add(host);
            }
        }
        return names;
    }

    private void complain(String host, int hypervisors) {
        if (hypervisors <= 1) {
            complained.remove(host);
        } else if (complained.add(host)) {
            LOG.warn(
                    "The host {} has {} hypervisors, of which one at most can be right; nothing is migrated to or from it. The others"
                            + " must be deleted in Nova (compute nodes) and in Placement.",
                    host,
                    hypervisors);
        }
    }
}
