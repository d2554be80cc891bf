package io.affinity.core.placement;

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

/** Turns location policies into rules over the indexes of a fleet. */
final class RuleCompiler {

    private final Fleet fleet;
    private final int[] hostByVm;

    RuleCompiler(Fleet fleet) {
        this.fleet = fleet;
        this.hostByVm = fleet.hostIndexByVm();
    }

    List<SearchRule> compile() {
        return fleet.policies().stream()
                .map(policy -> {
                    Rule rule = compile(policy);
                    return new SearchRule(policy, rule, rule.violation());
                })
                .toList();
    }

    private Rule compile(LocationPolicy policy) {
        if (policy instanceof LocationPolicy.Affinity affinity) {
            return domains(affinity.vms(), affinity.level(), DomainRule.Measure.surplusDomains());
        }
        if (policy instanceof LocationPolicy.AntiAffinity anti) {
            return domains(anti.vms(), anti.level(), DomainRule.Measure.excess(1));
        }
        if (policy instanceof LocationPolicy.MaxPerDomain max) {
            return domains(max.vms(), max.level(), DomainRule.Measure.excess(max.maxVms()));
        }
        if (policy instanceof LocationPolicy.Spread spread) {
            int wanted = Math.min(spread.minDomains(), vms(spread.vms()).cardinality());
            return domains(spread.vms(), spread.level(), DomainRule.Measure.missingDomains(wanted));
        }
        if (policy instanceof LocationPolicy.Proximity proximity) {
            return new ProximityRule(fleet, vms(proximity.vms()), proximity.maxDistance(), hostByVm);
        }
        if (policy instanceof LocationPolicy.AllowedHosts allowed) {
            return hosts(allowed.vms(), host -> !allowed.hosts().contains(host.id()));
        }
        if (policy instanceof LocationPolicy.ForbiddenHosts forbidden) {
            return hosts(forbidden.vms(), host -> forbidden.hosts().contains(host.id()));
        }
        if (policy instanceof LocationPolicy.Pinned pinned) {
            return hosts(Set.of(pinned.vm()), host -> !host.id().equals(pinned.host()));
        }
        if (policy instanceof LocationPolicy.HardwareRequirement hardware) {
            return hosts(hardware.vms(), host -> !host.features().containsAll(hardware.features()));
        }
        if (policy instanceof LocationPolicy.ExclusiveTenancy tenancy) {
            BitSet own = new BitSet();
            for (int v = 0; v < hostByVm.length; v++) {
                own.set(v, fleet.vms().get(v).tenant().equals(tenancy.tenant()));
            }
            return new TenancyRule(own, domainByHost(tenancy.level()), hostByVm);
        }
        if (policy instanceof LocationPolicy.MaxVmsPerHost max) {
            return new MaxVmsRule(
                    hosts(max.hosts()), max.maxVms(), hostByVm, fleet.hosts().size());
        }
        if (policy instanceof LocationPolicy.FailoverReserve reserve) {
            return new FailoverRule(fleet, hosts(reserve.hosts()), reserve.hostFailures());
        }
        throw new AssertionError("A kind of policy without a rule: " + policy);
    }

    private Rule domains(Set<VmId> ids, TopologyLevel level, DomainRule.Measure measure) {
        return new DomainRule(vms(ids), domainByHost(level), measure, hostByVm);
    }

    private Rule hosts(Set<VmId> ids, Predicate<Host> isBad) {
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
