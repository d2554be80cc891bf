// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.core.reassignment.HostsForbidden;
import io.affinity.core.reassignment.LeastDomains;
import io.affinity.core.reassignment.MostDomains;
import io.affinity.core.reassignment.MostInDomain;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Turns location policies into rules over the indexes of a fleet. */
final class RuleCompiler implements LocationPolicy.Visitor<GroupRule.Beginning> {

    private final Fleet fleet;
    private final int[] everyVm;
    private final Map<TopologyLevel, Domains> domainsByLevel = new HashMap<>();

    RuleCompiler(Fleet fleet) {
        this.fleet = fleet;
        this.everyVm = IntStream.range(0, fleet.vms().size()).toArray();
    }

    List<SearchRule> compile() {
        return fleet.policies().stream()
                .map(policy -> SearchRule.of(policy, policy.accept(this)))
                .toList();
    }

    @Override
    public GroupRule.Beginning affinity(LocationPolicy.Affinity policy) {
        Domains domains = domains(policy.level());
        return MostDomains.of(vms(policy.vms()), domains.byHost(), domains.count(), 1);
    }

    @Override
    public GroupRule.Beginning antiAffinity(LocationPolicy.AntiAffinity policy) {
        return mostInDomain(policy.vms(), policy.level(), 1);
    }

    @Override
    public GroupRule.Beginning maxPerDomain(LocationPolicy.MaxPerDomain policy) {
        return mostInDomain(policy.vms(), policy.level(), policy.maxVms());
    }

    @Override
    public GroupRule.Beginning spread(LocationPolicy.Spread policy) {
        Domains domains = domains(policy.level());
        return LeastDomains.of(vms(policy.vms()), domains.byHost(), domains.count(), policy.minDomains());
    }

    @Override
    public GroupRule.Beginning proximity(LocationPolicy.Proximity policy) {
        return ProximityRule.of(fleet, vms(policy.vms()), policy.maxDistance());
    }

    @Override
    public GroupRule.Beginning allowedHosts(LocationPolicy.AllowedHosts policy) {
        return hosts(policy.vms(), host -> !policy.hosts().contains(host.id()));
    }

    @Override
    public GroupRule.Beginning forbiddenHosts(LocationPolicy.ForbiddenHosts policy) {
        return hosts(policy.vms(), host -> policy.hosts().contains(host.id()));
    }

    @Override
    public GroupRule.Beginning pinned(LocationPolicy.Pinned policy) {
        return hosts(Set.of(policy.vm()), host -> !host.id().equals(policy.host()));
    }

    @Override
    public GroupRule.Beginning hardwareRequirement(LocationPolicy.HardwareRequirement policy) {
        return hosts(policy.vms(), host -> !host.features().containsAll(policy.features()));
    }

    @Override
    public GroupRule.Beginning exclusiveTenancy(LocationPolicy.ExclusiveTenancy policy) {
        BitSet own = new BitSet();
        for (int v : everyVm) {
            own.set(v, fleet.vms().get(v).tenant().equals(policy.tenant()));
        }
        return TenancyRule.of(own, everyVm, domains(policy.level()).byHost());
    }

    @Override
    public GroupRule.Beginning maxVmsPerHost(LocationPolicy.MaxVmsPerHost policy) {
        return MaxVmsRule.of(hosts(policy.hosts()), policy.maxVms(), everyVm);
    }

    @Override
    public GroupRule.Beginning failoverReserve(LocationPolicy.FailoverReserve policy) {
        return FailoverRule.of(fleet, hosts(policy.hosts()), policy.hostFailures(), everyVm);
    }

    private GroupRule.Beginning mostInDomain(Set<VmId> ids, TopologyLevel level, int limit) {
        Domains domains = domains(level);
        return MostInDomain.of(vms(ids), domains.byHost(), domains.count(), limit);
    }

    private GroupRule.Beginning hosts(Set<VmId> ids, Predicate<Host> isBad) {
        BitSet bad = new BitSet();
        for (int h = 0; h < fleet.hosts().size(); h++) {
            bad.set(h, isBad.test(fleet.hosts().get(h)));
        }
        return HostsForbidden.of(vms(ids), bad);
    }

    private int[] vms(Set<VmId> ids) {
        return PresentIndexes.ofVms(fleet, ids);
    }

    private BitSet hosts(Set<HostId> ids) {
        return PresentIndexes.ofHosts(fleet, ids);
    }

    /** One table for all rules of a level. */
    private Domains domains(TopologyLevel level) {
        return domainsByLevel.computeIfAbsent(level, this::domainsOf);
    }

    private Domains domainsOf(TopologyLevel level) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] byHost = new int[fleet.hosts().size()];
        for (int h = 0; h < byHost.length; h++) {
            byHost[h] = numbers.computeIfAbsent(fleet.hosts().get(h).faultDomain(level), name -> numbers.size());
        }
        return new Domains(byHost, numbers.size());
    }

    /** The hosts of one level of the topology; not a record, as arrays are no values. */
    private static final class Domains {

        private final int[] byHost;
        private final int count;

        Domains(int[] byHost, int count) {
            this.byHost = byHost;
            this.count = count;
        }

        int[] byHost() {
            return byHost;
        }

        int count() {
            return count;
        }
    }
}
