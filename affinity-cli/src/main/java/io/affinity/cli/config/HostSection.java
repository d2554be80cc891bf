// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Suggestion;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.TopologyLevel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One host of the file.
 *
 * @param settings what is said of it beside what it says itself
 * @param migrationAddress to which memory and disks are sent, or null if its daemon is to name one
 */
public record HostSection(HostSettings settings, @Nullable String migrationAddress) {

    private static final List<TopologyLevel> LEVELS = List.of(TopologyLevel.RACK, TopologyLevel.ZONE);

    /** By the names that files have for them. */
    static final Map<String, Resource> RESOURCES = Stream.of(
                    Resource.CPU, Resource.MEMORY, Resource.NETWORK, Resource.DISK_THROUGHPUT, Resource.DISK_OPERATIONS)
            .collect(Collectors.toMap(Resource::name, one -> one, (one, other) -> one, LinkedHashMap::new));

    private static final List<Resource> IN_BYTES = List.of(Resource.MEMORY, Resource.NETWORK, Resource.DISK_THROUGHPUT);

    private static final Range<Double> CAPACITY = Range.above(0.0, 1e18);
    private static final Range<Double> OVERCOMMIT = Range.above(0.0, 1e6);
    private static final Range<Double> RESERVE = Range.below(0.0, 1.0);

    /** {@return the name of the host in the fleet} */
    public HostId id() {
        return settings.host();
    }

    /** {@return whether files may say amounts of a resource as sizes} */
    static boolean isInBytes(Resource resource) {
        return IN_BYTES.contains(resource);
    }

    static HostSection read(Section s) {
        String name = s.text("name");
        String uri = ConnectionUri.read(s, "uri");
        String migrationUri = s.has("migration-uri") ? ConnectionUri.read(s, "migration-uri") : null;
        String migrationAddress = orNull(s, "migration-address");
        Set<String> features = new LinkedHashSet<>(s.texts("features"));
        Map<TopologyLevel, String> domains = domains(s);
        Quantities quantities = Quantities.read(s.section("resources"));
        s.end();
        HostAddress address = new HostAddress(new HostId(name), uri);
        if (migrationAddress != null) {
            // It says what is legal.
            MigratorSettings.builder()
                    .addresses(Map.of(address.host(), migrationAddress))
                    .build();
        }
        return new HostSection(
                new HostSettings(
                        address,
                        migrationUri,
                        quantities.capacity,
                        quantities.overcommit,
                        quantities.reserve,
                        domains,
                        features,
                        HostState.AVAILABLE),
                migrationAddress);
    }

    private static Map<TopologyLevel, String> domains(Section s) {
        Map<TopologyLevel, String> domains = new LinkedHashMap<>();
        for (TopologyLevel level : LEVELS) {
            if (s.has(level.name())) {
                domains.put(level, s.text(level.name()));
            }
        }
        return domains;
    }

    private static @Nullable String orNull(Section section, String key) {
        return section.has(key) ? section.text(key) : null;
    }

    /** What is said of resources. */
    private static final class Quantities {

        private final Map<Resource, Double> capacity = new LinkedHashMap<>();
        private final Map<Resource, Double> overcommit = new LinkedHashMap<>();
        private final Map<Resource, Double> reserve = new LinkedHashMap<>();

        static Quantities read(Section resources) {
            Quantities quantities = new Quantities();
            for (Mention name : resources.names()) {
                Resource known = RESOURCES.get(name.name());
                if (known == null) {
                    resources.refuse(
                            name.name(),
                            "must be one of " + String.join(", ", RESOURCES.keySet())
                                    + Suggestion.end(RESOURCES.keySet(), name.name()));
                } else {
                    resources.one(name.name(), s -> quantities.read(known, s));
                }
            }
            return quantities;
        }

        private Resource read(Resource resource, Section s) {
            if (s.has("capacity")) {
                capacity.put(
                        resource,
                        isInBytes(resource) ? s.bytes("capacity", 1, CAPACITY) : s.number("capacity", 1, CAPACITY));
            }
            if (s.has("overcommit")) {
                overcommit.put(resource, s.number("overcommit", 1, OVERCOMMIT));
            }
            if (s.has("reserve")) {
                reserve.put(resource, s.number("reserve", 0, RESERVE));
            }
            return resource;
        }
    }
}
