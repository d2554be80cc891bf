// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.Aggregate;
import io.affinity.openstack.settings.InventorySettings;
import io.affinity.spi.inventory.TelemetryException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What aggregates say of hosts: where they are, and which of them are looked after. Immutable. */
final class HostPlaces {

    private static final String ZONE = "availability_zone";

    private final Map<String, Map<String, Set<String>>> metadata = new HashMap<>();
    private final InventorySettings settings;
    private final String defaultZone;
    private final @Nullable Set<String> lookedAfter;

    /** @param defaultZone that hosts are in that no aggregate has put into another */
    private HostPlaces(List<Aggregate> aggregates, InventorySettings settings, String defaultZone) {
        this.settings = settings;
        this.defaultZone = defaultZone;
        this.lookedAfter = lookedAfter(aggregates, settings.aggregate());
        for (Aggregate aggregate : aggregates) {
            for (String host : aggregate.hosts()) {
                Map<String, Set<String>> own = metadata.computeIfAbsent(host, unknown -> new HashMap<>());
                aggregate.metadata().forEach((key, value) -> values(own, key).addAll(parts(value)));
                if (!aggregate.zone().isEmpty()) {
                    values(own, ZONE).add(aggregate.zone());
                }
            }
        }
    }

    /** @throws TelemetryException if there is no aggregate of the name that is looked for */
    static HostPlaces of(List<Aggregate> aggregates, InventorySettings settings, String defaultZone) {
        return new HostPlaces(aggregates, settings, defaultZone);
    }

    private static Set<String> values(Map<String, Set<String>> metadata, String key) {
        return metadata.computeIfAbsent(key, unknown -> new TreeSet<>());
    }

    /** As the scheduler of Nova has it: a value may list several. */
    private static Set<String> parts(String value) {
        Set<String> parts = new LinkedHashSet<>();
        for (String part : value.split(",", -1)) {
            parts.add(part.strip());
        }
        return parts;
    }

    private static @Nullable Set<String> lookedAfter(List<Aggregate> aggregates, @Nullable String name) {
        if (name == null) {
            return null;
        }
        Set<String> hosts = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        boolean isThere = false;
        for (Aggregate aggregate : aggregates) {
            names.add(aggregate.name());
            if (aggregate.name().equals(name)) {
                isThere = true;
                hosts.addAll(aggregate.hosts());
            }
        }
        if (!isThere) {
            throw new TelemetryException(
                    "The cloud has no aggregate (" + name + ") of hosts that are looked after; it has " + names + ".");
        }
        return hosts;
    }

    boolean isLookedAfter(String host) {
        return lookedAfter == null || lookedAfter.contains(host);
    }

    /** {@return whether an aggregate has put a host into a zone} */
    boolean isInZone(String host) {
        return !values(host, ZONE).isEmpty();
    }

    String zone(String host) {
        return isInZone(host) ? first(host, ZONE) : defaultZone;
    }

    /** {@return the rack of a host; empty if it is not known} */
    String rack(String host) {
        return settings.rackKey() == null ? "" : first(host, settings.rackKey());
    }

    /** {@return the cell of a host; empty if it is not known} */
    String cell(String host) {
        return settings.cellKey() == null ? "" : first(host, settings.cellKey());
    }

    private String first(String host, String key) {
        return values(host, key).stream().findFirst().orElse("");
    }

    Set<String> values(String host, String key) {
        return metadata(host).getOrDefault(key, Set.of());
    }

    /** {@return what the aggregates of a host say, by key} */
    Map<String, Set<String>> metadata(String host) {
        return metadata.getOrDefault(host, Map.of());
    }
}
