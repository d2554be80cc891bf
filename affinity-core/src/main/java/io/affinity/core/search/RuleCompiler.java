package io.affinity.core.search;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.TermState;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Turns location policies into rules over the indexes of a fleet. */
final class RuleCompiler implements LocationPolicy.Visitor<TermState> {

    private final Fleet fleet;
    private final int[] hostByVm;

    RuleCompiler(Fleet fleet) {
        this.fleet = fleet;
        this.hostByVm = fleet.hostIndexByVm();
    }

    List<SearchRule> compile() {
        return fleet.policies().stream()
                .map(policy -> SearchRule.of(policy, policy.accept(this)))
                .toList();
    }

    @Override
    public TermState affinity(LocationPolicy.Affinity policy) {
        return domains(policy.vms(), policy.level(), DomainRule.Measure.surplusDomains());
    }

    @Override
    public TermState antiAffinity(LocationPolicy.AntiAffinity policy) {
        return domains(policy.vms(), policy.level(), DomainRule.Measure.excess(1));
    }

    @Override
    public TermState maxPerDomain(LocationPolicy.MaxPerDomain policy) {
        return domains(policy.vms(), policy.level(), DomainRule.Measure.excess(policy.maxVms()));
    }

    @Override
    public TermState spread(LocationPolicy.Spread policy) {
        int wanted = Math.min(policy.minDomains(), vms(policy.vms()).cardinality());
        return domains(policy.vms(), policy.level(), DomainRule.Measure.missingDomains(wanted));
    }

    @Override
    public TermState proximity(LocationPolicy.Proximity policy) {
        return new ProximityRule(fleet, vms(policy.vms()), policy.maxDistance(), hostByVm);
    }

    @Override
    public TermState allowedHosts(LocationPolicy.AllowedHosts policy) {
        return hosts(policy.vms(), host -> !policy.hosts().contains(host.id()));
    }

    @Override
    public TermState forbiddenHosts(LocationPolicy.ForbiddenHosts policy) {
        return hosts(policy.vms(), host -> policy.hosts().contains(host.id()));
    }

    @Override
    public TermState pinned(LocationPolicy.Pinned policy) {
        return hosts(Set.of(policy.vm()), host -> !host.id().equals(policy.host()));
    }

    @Override
    public TermState hardwareRequirement(LocationPolicy.HardwareRequirement policy) {
        return hosts(policy.vms(), host -> !host.features().containsAll(policy.features()));
    }

    @Override
    public TermState exclusiveTenancy(LocationPolicy.ExclusiveTenancy policy) {
        BitSet own = new BitSet();
        for (int v = 0; v < hostByVm.length; v++) {
            own.set(v, fleet.vms().get(v).tenant().equals(policy.tenant()));
        }
        return new TenancyRule(own, domainByHost(policy.level()), hostByVm);
    }

    @Override
    public TermState maxVmsPerHost(LocationPolicy.MaxVmsPerHost policy) {
        return new MaxVmsRule(
                hosts(policy.hosts()), policy.maxVms(), hostByVm, fleet.hosts().size());
    }

    @Override
    public TermState failoverReserve(LocationPolicy.FailoverReserve policy) {
        return new FailoverRule(fleet, hosts(policy.hosts()), policy.hostFailures());
    }

    private TermState domains(Set<VmId> ids, TopologyLevel level, DomainRule.Measure measure) {
        return new DomainRule(vms(ids), domainByHost(level), measure, hostByVm);
    }

    private TermState hosts(Set<VmId> ids, Predicate<Host> isBad) {
        BitSet bad = new BitSet();
        for (int h = 0; h < fleet.hosts().size(); h++) {
            bad.set(h, isBad.test(fleet.hosts().get(h)));
        }
        return new BadHostsRule(vms(ids), bad, hostByVm);
    }

    private BitSet vms(Set<VmId> ids) {
        BitSet set = new BitSet();
        ids.stream().filter(fleet::contains).forEach(id -> set.set(fleet.indexOf(id)));
        return set;
    }

    private BitSet hosts(Set<HostId> ids) {
        BitSet set = new BitSet();
        ids.stream().filter(fleet::contains).forEach(id -> set.set(fleet.indexOf(id)));
        return set;
    }

    private int[] domainByHost(TopologyLevel level) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] domains = new int[fleet.hosts().size()];
        for (int h = 0; h < domains.length; h++) {
            domains[h] = numbers.computeIfAbsent(fleet.hosts().get(h).faultDomain(level), name -> numbers.size());
        }
        return domains;
    }
}
