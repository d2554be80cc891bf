// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the rule that a policy means on the way, at the present whereabouts. */
final class TransitRules implements LocationPolicy.Visitor<TransitRules.Compiled> {

    private final Fleet fleet;
    private final Whereabouts where;
    private final Map<TopologyLevel, Domains> domainsByLevel = new HashMap<>();

    TransitRules(Fleet fleet, Whereabouts where) {
        this.fleet = fleet;
        this.where = where;
    }

    /**
     * A rule and whom it is about.
     *
     * @param vms null if that is every VM, by the host that it runs on
     */
    record Compiled(TransitRule rule, @Nullable BitSet vms) {}

    @Override
    public Compiled affinity(LocationPolicy.Affinity p) {
        return begun(DomainsInUse.together(domains(p.level())), present(p.vms()));
    }

    @Override
    public Compiled antiAffinity(LocationPolicy.AntiAffinity p) {
        return begun(DomainsInUse.atMost(domains(p.level()), 1), present(p.vms()));
    }

    @Override
    public Compiled maxPerDomain(LocationPolicy.MaxPerDomain p) {
        return begun(DomainsInUse.atMost(domains(p.level()), p.maxVms()), present(p.vms()));
    }

    @Override
    public Compiled spread(LocationPolicy.Spread p) {
        BitSet vms = present(p.vms());
        return begun(new FewestDomains(domains(p.level()), Math.min(p.minDomains(), vms.cardinality())), vms);
    }

    @Override
    public Compiled proximity(LocationPolicy.Proximity p) {
        BitSet vms = present(p.vms());
        return new Compiled(new FarPairs(fleet, where, vms.stream().toArray(), p.maxDistance()), vms);
    }

    @Override
    public Compiled allowedHosts(LocationPolicy.AllowedHosts p) {
        return misplaced(present(p.vms()), host -> !p.hosts().contains(host));
    }

    @Override
    public Compiled forbiddenHosts(LocationPolicy.ForbiddenHosts p) {
        return misplaced(present(p.vms()), p.hosts()::contains);
    }

    @Override
    public Compiled pinned(LocationPolicy.Pinned p) {
        return misplaced(present(Set.of(p.vm())), host -> !host.equals(p.host()));
    }

    @Override
    public Compiled hardwareRequirement(LocationPolicy.HardwareRequirement p) {
        return misplaced(present(p.vms()), host -> !fleet.host(host).features().containsAll(p.features()));
    }

    @Override
    public Compiled exclusiveTenancy(LocationPolicy.ExclusiveTenancy p) {
        Domains domains = domains(p.level());
        BitSet own = new BitSet();
        for (int vm = 0; vm < fleet.vms().size(); vm++) {
            own.set(vm, fleet.vms().get(vm).tenant().equals(p.tenant()));
        }
        int[][] hostsByDomain = IntStream.range(0, domains.count())
                .mapToObj(domain -> IntStream.range(0, fleet.hosts().size())
                        .filter(host -> domains.of(host) == domain)
                        .toArray())
                .toArray(int[][]::new);
        return new Compiled(new Foreigners(where, domains, hostsByDomain, own), null);
    }

    @Override
    public Compiled maxVmsPerHost(LocationPolicy.MaxVmsPerHost p) {
        BitSet hosts = new BitSet();
        for (int host : hostIndexes(p.hosts())) {
            hosts.set(host);
        }
        return new Compiled(new CrowdedHosts(where, hosts, p.maxVms()), null);
    }

    @Override
    public Compiled failoverReserve(LocationPolicy.FailoverReserve p) {
        return new Compiled(new FailoverRoom(where, hostIndexes(p.hosts()), p.hostFailures()), null);
    }

    private Compiled misplaced(BitSet vms, Predicate<HostId> isBad) {
        BitSet bad = new BitSet();
        for (int host = 0; host < fleet.hosts().size(); host++) {
            bad.set(host, isBad.test(fleet.hosts().get(host).id()));
        }
        return begun(new BadHosts(bad), vms);
    }

    private Compiled begun(TransitRule rule, BitSet vms) {
        vms.stream().forEach(vm -> rule.move(vm, new int[0], where.hostsOf(vm)));
        return new Compiled(rule, vms);
    }

    private Domains domains(TopologyLevel level) {
        return domainsByLevel.computeIfAbsent(level, wanted -> new Domains(fleet, wanted));
    }

    private BitSet present(Collection<VmId> vms) {
        BitSet present = new BitSet();
        vms.stream().filter(fleet::contains).forEach(vm -> present.set(fleet.indexOf(vm)));
        return present;
    }

    private int[] hostIndexes(Collection<HostId> hosts) {
        return hosts.stream()
                .filter(fleet::contains)
                .mapToInt(fleet::indexOf)
                .sorted()
                .toArray();
    }
}
