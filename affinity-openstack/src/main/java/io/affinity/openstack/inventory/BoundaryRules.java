// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.settings.InventorySettings;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What VMs do not cross: zones, cells, the doors of hosts that operators have disabled, and of those that are for the servers of other projects. What the present host of a
 * VM is not either is not asked for.
 */
final class BoundaryRules {

    private static final String FOR_TENANT = "filter_tenant_id";

    private final CloudView view;
    private final Map<VmId, Guest> guests;
    private final PolicyNames names;
    private final List<LocationPolicy> policies = new ArrayList<>();

    private BoundaryRules(CloudView view, Map<VmId, Guest> guests, PolicyNames names) {
        this.view = view;
        this.guests = guests;
        this.names = names;
    }

    static List<LocationPolicy> of(
            CloudView view, InventorySettings settings, Map<VmId, Guest> guests, PolicyNames names) {
        BoundaryRules rules = new BoundaryRules(view, guests, names);
        if (settings.staysInZone()) {
            rules.within("zone ", view.places()::zone, rules::zone);
        }
        if (settings.cellKey() != null) {
            rules.within(
                    "cell ",
                    view.places()::cell,
                    guest -> view.places().cell(guest.host().value()));
        }
        rules.disabledHosts();
        rules.hostsOfOthers();
        return rules.policies;
    }

    /** {@return the zone that a VM stays in; null if it need not} */
    private @Nullable String zone(Guest guest) {
        return view.arePinnedZonesTold()
                ? guest.server().pinnedZone()
                : view.places().zone(guest.host().value());
    }

    private void within(
            String kind, Function<String, String> placeOfHost, Function<Guest, @Nullable String> placeOfVm) {
        Map<String, Set<HostId>> hosts = new LinkedHashMap<>();
        view.hosts()
                .keySet()
                .forEach(
                        host -> hosts.computeIfAbsent(placeOfHost.apply(host.value()), unknown -> new LinkedHashSet<>())
                                .add(host));
        Map<String, Map<Set<HostId>, Set<VmId>>> byPlace = new LinkedHashMap<>();
        guests.forEach((vm, guest) -> {
            String place = placeOfVm.apply(guest);
            if (place != null) {
                Set<HostId> allowed = new LinkedHashSet<>(hosts.getOrDefault(place, Set.of()));
                allowed.add(guest.host());
                byPlace.computeIfAbsent(place, unknown -> new LinkedHashMap<>())
                        .computeIfAbsent(allowed, unknown -> new LinkedHashSet<>())
                        .add(vm);
            }
        });
        byPlace.forEach((place, byHosts) -> byHosts.forEach((allowed, vms) -> {
            if (allowed.size() < view.hosts().size()) {
                policies.add(new LocationPolicy.AllowedHosts(
                        names.free(kind + (place.isEmpty() ? "of none" : place)),
                        Strength.hard(),
                        Scope.CONTINUOUS,
                        vms,
                        allowed));
            }
        }));
    }

    private void disabledHosts() {
        view.hosts().values().stream().filter(CloudHost::isDisabled).forEach(host -> {
            Set<VmId> elsewhere = new LinkedHashSet<>();
            guests.forEach((vm, guest) -> {
                if (!guest.host().equals(host.id()) && !view.isOurs(vm)) {
                    elsewhere.add(vm);
                }
            });
            String reason = host.reason().isEmpty() ? "" : " (" + host.reason() + ")";
            forbid("disabled: " + host.id() + reason, elsewhere, Set.of(host.id()));
        });
    }

    /** Hosts of aggregates that name projects take the servers of those alone. */
    private void hostsOfOthers() {
        Map<String, List<Guest>> byProject = new LinkedHashMap<>();
        guests.values()
                .forEach(guest -> byProject
                        .computeIfAbsent(guest.server().projectId(), unknown -> new ArrayList<>())
                        .add(guest));
        byProject.forEach((project, own) -> {
            Set<HostId> forbidden = new LinkedHashSet<>();
            view.hosts().values().stream()
                    .filter(host -> isForOthers(host, project))
                    .forEach(host -> forbidden.add(host.id()));
            Set<VmId> elsewhere = new LinkedHashSet<>();
            own.stream().filter(guest -> !forbidden.contains(guest.host())).forEach(guest -> elsewhere.add(guest.id()));
            forbid("hosts of other projects than " + project, elsewhere, forbidden);
        });
    }

    private static boolean isForOthers(CloudHost host, String project) {
        Set<String> projects = new LinkedHashSet<>();
        host.metadata().forEach((key, values) -> {
            if (key.startsWith(FOR_TENANT)) {
                projects.addAll(values);
            }
        });
        return !projects.isEmpty() && !projects.contains(project);
    }

    private void forbid(String name, Set<VmId> vms, Set<HostId> hosts) {
        if (!vms.isEmpty() && !hosts.isEmpty()) {
            policies.add(
                    new LocationPolicy.ForbiddenHosts(names.free(name), Strength.hard(), Scope.CONTINUOUS, vms, hosts));
        }
    }
}
