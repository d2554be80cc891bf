package io.affinity.cli.config;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.util.Set;

/** One location policy of the file. */
final class PolicySection {

    private static final String KINDS = "affinity, anti-affinity, proximity, allowed-hosts, forbidden-hosts,"
            + " exclusive-tenancy, spread, max-per-domain, pinned, max-vms-per-host, failover-reserve,"
            + " hardware-requirement";

    private final Section section;
    private final String name;
    private final Strength strength;
    private final Scope scope;

    private PolicySection(Section section) {
        this.section = section;
        name = section.text("name");
        double weight = section.number("weight", 0);
        strength = section.has("weight") ? Strength.soft(weight) : Strength.hard();
        scope = section.choice("scope", Scope.CONTINUOUS);
    }

    static LocationPolicy read(Section section) {
        return section.build(s -> new PolicySection(s).policy());
    }

    private LocationPolicy policy() {
        String kind = section.text("kind");
        return switch (kind) {
            case "affinity" -> new LocationPolicy.Affinity(name, strength, scope, vms(), level());
            case "anti-affinity" -> new LocationPolicy.AntiAffinity(name, strength, scope, vms(), level());
            case "proximity" -> new LocationPolicy.Proximity(name, strength, scope, vms(), count("max-distance"));
            case "allowed-hosts" -> new LocationPolicy.AllowedHosts(name, strength, scope, vms(), hosts());
            case "forbidden-hosts" -> new LocationPolicy.ForbiddenHosts(name, strength, scope, vms(), hosts());
            case "exclusive-tenancy" ->
                new LocationPolicy.ExclusiveTenancy(name, strength, scope, new Tenant(section.text("tenant")), level());
            case "spread" -> new LocationPolicy.Spread(name, strength, scope, vms(), level(), count("min-domains"));
            case "max-per-domain" ->
                new LocationPolicy.MaxPerDomain(name, strength, scope, vms(), level(), count("max-vms"));
            case "pinned" ->
                new LocationPolicy.Pinned(
                        name, strength, scope, new VmId(section.text("vm")), new HostId(section.text("host")));
            case "max-vms-per-host" ->
                new LocationPolicy.MaxVmsPerHost(name, strength, scope, hosts(), count("max-vms"));
            case "failover-reserve" ->
                new LocationPolicy.FailoverReserve(name, strength, scope, hosts(), section.whole("host-failures", 1));
            case "hardware-requirement" ->
                new LocationPolicy.HardwareRequirement(
                        name, strength, scope, vms(), section.set("features", feature -> feature));
            default ->
                throw new ConfigException(section.at("kind") + ": must be one of " + KINDS + ", not \"" + kind + "\".");
        };
    }

    private Set<VmId> vms() {
        return section.set("vms", VmId::new);
    }

    private Set<HostId> hosts() {
        return section.set("hosts", HostId::new);
    }

    private TopologyLevel level() {
        return new TopologyLevel(section.text("level", TopologyLevel.HOST.name()));
    }

    private int count(String key) {
        section.text(key);
        return section.whole(key, 0);
    }
}
