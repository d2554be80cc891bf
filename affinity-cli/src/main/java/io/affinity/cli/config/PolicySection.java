// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One location policy of the file. */
final class PolicySection {

    private static final int MOST = 1_000_000;

    /** By the names that files have for them. */
    static final Map<String, TopologyLevel> LEVELS = Stream.of(
                    TopologyLevel.HOST, TopologyLevel.RACK, TopologyLevel.ZONE)
            .collect(Collectors.toMap(TopologyLevel::name, one -> one, (one, other) -> one, LinkedHashMap::new));

    private static final Map<String, Function<PolicySection, LocationPolicy>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("affinity", PolicySection::affinity);
        KINDS.put("anti-affinity", PolicySection::antiAffinity);
        KINDS.put("proximity", PolicySection::proximity);
        KINDS.put("allowed-hosts", PolicySection::allowedHosts);
        KINDS.put("forbidden-hosts", PolicySection::forbiddenHosts);
        KINDS.put("exclusive-tenancy", PolicySection::exclusiveTenancy);
        KINDS.put("spread", PolicySection::spread);
        KINDS.put("max-per-domain", PolicySection::maxPerDomain);
        KINDS.put("pinned", PolicySection::pinned);
        KINDS.put("max-vms-per-host", PolicySection::maxVmsPerHost);
        KINDS.put("failover-reserve", PolicySection::failoverReserve);
        KINDS.put("hardware-requirement", PolicySection::hardwareRequirement);
    }

    private final Section section;
    private final String name;
    private final Strength strength;
    private final Scope scope;
    private List<Mention> vms = List.of();
    private List<Mention> hosts = List.of();
    private @Nullable Mention level;

    private PolicySection(Section section) {
        this.section = section;
        name = section.text("name");
        double weight = section.number("weight", 1, Range.above(0.0, 1e6));
        strength = section.has("weight") ? Strength.soft(weight) : Strength.hard();
        scope = section.choice("scope", Scope.CONTINUOUS);
    }

    static StatedPolicy read(Section section) {
        PolicySection reader = new PolicySection(section);
        Function<PolicySection, LocationPolicy> make = section.kind(KINDS);
        LocationPolicy policy = make.apply(reader);
        return new StatedPolicy(
                policy, section.mention("name"), section.path(), reader.vms, reader.hosts, reader.level);
    }

    private LocationPolicy affinity() {
        Set<VmId> members = vms();
        TopologyLevel within = level();
        section.end();
        return new LocationPolicy.Affinity(name, strength, scope, members, within);
    }

    private LocationPolicy antiAffinity() {
        Set<VmId> members = vms();
        TopologyLevel within = level();
        section.end();
        return new LocationPolicy.AntiAffinity(name, strength, scope, members, within);
    }

    private LocationPolicy proximity() {
        Set<VmId> members = vms();
        int distance = count("max-distance", 0, LEVELS.size());
        section.end();
        return new LocationPolicy.Proximity(name, strength, scope, members, distance);
    }

    private LocationPolicy allowedHosts() {
        Set<VmId> members = vms();
        Set<HostId> allowed = hosts();
        section.end();
        return new LocationPolicy.AllowedHosts(name, strength, scope, members, allowed);
    }

    private LocationPolicy forbiddenHosts() {
        Set<VmId> members = vms();
        Set<HostId> forbidden = hosts();
        section.end();
        return new LocationPolicy.ForbiddenHosts(name, strength, scope, members, forbidden);
    }

    private LocationPolicy exclusiveTenancy() {
        String tenant = section.text("tenant");
        TopologyLevel within = level();
        section.end();
        return new LocationPolicy.ExclusiveTenancy(name, strength, scope, new Tenant(tenant), within);
    }

    /** More domains than VMs are never asked for. */
    private LocationPolicy spread() {
        Set<VmId> members = vms();
        TopologyLevel over = level();
        int domains = count("min-domains", 1, Math.max(1, members.size()));
        section.end();
        return new LocationPolicy.Spread(name, strength, scope, members, over, domains);
    }

    private LocationPolicy maxPerDomain() {
        Set<VmId> members = vms();
        TopologyLevel within = level();
        int most = count("max-vms", 1, MOST);
        section.end();
        return new LocationPolicy.MaxPerDomain(name, strength, scope, members, within, most);
    }

    private LocationPolicy pinned() {
        Mention vm = section.mention("vm");
        Mention host = section.mention("host");
        section.end();
        vms = List.of(vm);
        hosts = List.of(host);
        return new LocationPolicy.Pinned(name, strength, scope, new VmId(vm.name()), new HostId(host.name()));
    }

    private LocationPolicy maxVmsPerHost() {
        Set<HostId> members = hosts();
        int most = count("max-vms", 0, MOST);
        section.end();
        return new LocationPolicy.MaxVmsPerHost(name, strength, scope, members, most);
    }

    /** Where all may fail, nothing is left to make room on. */
    private LocationPolicy failoverReserve() {
        Set<HostId> members = hosts();
        int failures = section.whole("host-failures", 1, 1, Math.max(1, members.size() - 1));
        section.end();
        return new LocationPolicy.FailoverReserve(name, strength, scope, members, failures);
    }

    private LocationPolicy hardwareRequirement() {
        Set<VmId> members = vms();
        List<Mention> features = section.required("features");
        section.end();
        return new LocationPolicy.HardwareRequirement(
                name,
                strength,
                scope,
                members,
                features.stream().map(Mention::name).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private Set<VmId> vms() {
        vms = section.required("vms");
        return vms.stream().map(vm -> new VmId(vm.name())).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<HostId> hosts() {
        hosts = section.required("hosts");
        return hosts.stream().map(host -> new HostId(host.name())).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private TopologyLevel level() {
        level = section.has("level") ? section.mention("level") : null;
        return section.choice("level", TopologyLevel.HOST, LEVELS);
    }

    private int count(String key, int least, int most) {
        section.text(key);
        return section.whole(key, least, least, most);
    }
}
