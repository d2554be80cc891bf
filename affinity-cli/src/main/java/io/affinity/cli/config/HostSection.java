package io.affinity.cli.config;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.TopologyLevel;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One host of the file.
 *
 * @param uri where libvirt is reached
 * @param migrationUri where other hosts reach its libvirt, or null if that is the same
 * @param faultDomains by level
 * @param features in addition to what libvirt says
 * @param resources settings by the name of the resource; what is not named is as libvirt says
 */
public record HostSection(
        HostId id,
        URI uri,
        @Nullable URI migrationUri,
        Map<TopologyLevel, String> faultDomains,
        Set<String> features,
        Map<String, Share> resources) {

    public HostSection {
        faultDomains = new LinkedHashMap<>(faultDomains);
        resources = new LinkedHashMap<>(resources);
    }

    /**
     * What the operator says of one resource of a host.
     *
     * @param capacity in the unit of the resource, or NaN if it is what libvirt says
     * @param overcommit how much may be promised, as a multiple of capacity, or NaN for the default
     * @param reserve share kept free, 0 to below 1
     */
    public record Share(double capacity, double overcommit, double reserve) {

        public Share {
            if (capacity <= 0 || overcommit <= 0 || !(reserve >= 0 && reserve < 1)) {
                throw new IllegalArgumentException("The capacity (" + capacity + ") and the overcommit (" + overcommit
                        + ") must be greater than zero, and the reserve (" + reserve + ") at least 0 and below 1.");
            }
        }
    }

    static HostSection read(Section section) {
        return section.build(s -> {
            Map<TopologyLevel, String> domains = new LinkedHashMap<>();
            for (TopologyLevel level : Set.of(TopologyLevel.RACK, TopologyLevel.ZONE)) {
                if (s.has(level.name())) {
                    domains.put(level, s.text(level.name()));
                }
            }
            Map<String, Share> resources = new LinkedHashMap<>();
            s.sectionsByName("resources")
                    .forEach((name, share) -> resources.put(name, share.build(HostSection::share)));
            String uri = s.text("uri");
            return new HostSection(
                    new HostId(s.text("name")),
                    URI.create(uri),
                    s.has("migration-uri") ? URI.create(s.text("migration-uri")) : null,
                    domains,
                    s.set("features", feature -> feature),
                    resources);
        });
    }

    private static Share share(Section section) {
        return new Share(
                section.bytes("capacity", Double.NaN),
                section.number("overcommit", Double.NaN),
                section.number("reserve", 0));
    }
}
