package io.affinity.cli.config;

import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.TopologyLevel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One host of the file.
 *
 * @param settings what is said of it beside what it says itself
 * @param migrationAddress to which memory and disks are sent, or null if its daemon is to name one
 */
public record HostSection(HostSettings settings, @Nullable String migrationAddress) {

    private static final List<TopologyLevel> LEVELS = List.of(TopologyLevel.RACK, TopologyLevel.ZONE);

    private static final List<Resource> RESOURCES = List.of(
            Resource.CPU, Resource.MEMORY, Resource.NETWORK, Resource.DISK_THROUGHPUT, Resource.DISK_OPERATIONS);

    /** {@return the name of the host in the fleet} */
    public HostId id() {
        return settings.host();
    }

    static HostSection read(Section section) {
        return section.build(s -> {
            HostAddress address = new HostAddress(new HostId(s.text("name")), s.text("uri"));
            HostSettings.Builder settings = HostSettings.builder(address)
                    .migrationUri(orNull(s, "migration-uri"))
                    .features(s.set("features", feature -> feature));
            for (TopologyLevel level : LEVELS) {
                if (s.has(level.name())) {
                    settings.faultDomain(level, s.text(level.name()));
                }
            }
            for (Map.Entry<String, Section> entry :
                    s.sectionsByName("resources").entrySet()) {
                resource(settings, known(s, entry.getKey()), entry.getValue());
            }
            return new HostSection(settings.build(), orNull(s, "migration-address"));
        });
    }

    private static @Nullable String orNull(Section section, String key) {
        return section.has(key) ? section.text(key) : null;
    }

    private static Resource known(Section section, String name) {
        return RESOURCES.stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        section.at("resources") + "." + name + ": must be one of " + RESOURCES + "."));
    }

    private static void resource(HostSettings.Builder settings, Resource resource, Section section) {
        section.build(s -> {
            if (s.has("capacity")) {
                settings.capacity(resource, s.bytes("capacity", 0));
            }
            if (s.has("overcommit")) {
                settings.overcommitRatio(resource, s.number("overcommit", 1));
            }
            if (s.has("reserve")) {
                settings.reserve(resource, s.number("reserve", 0));
            }
            return settings;
        });
    }
}
