// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.PolicyLabel;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rules and budgets that the labels of VMs state. VMs that state a rule of one kind and name are its members; where they do not
 * agree on its terms, each version is a rule of its own, so that none is lost, and a warning says so.
 */
final class LabeledPolicies {

    private static final Logger LOG = LoggerFactory.getLogger(LabeledPolicies.class);

    private LabeledPolicies() {}

    static List<LocationPolicy> of(List<Member> members) {
        Map<PolicyLabel, List<Member>> byLabel = new LinkedHashMap<>();
        for (Member member : members) {
            for (PolicyLabel label : member.labels().policies()) {
                byLabel.computeIfAbsent(named(label, member), unknown -> new ArrayList<>())
                        .add(member);
            }
        }
        Set<String> names = new LinkedHashSet<>();
        List<LocationPolicy> policies = new ArrayList<>();
        byLabel.forEach((label, labeled) -> {
            String name = label.kind().element() + " " + label.name();
            if (!names.add(name)) {
                LOG.warn(
                        "The VMs of the policy ({}) do not agree on its terms: {} says {}.",
                        name,
                        labeled.stream().map(Member::label).toList(),
                        label);
                name = name + " of " + labeled.get(0).label();
                names.add(name);
            }
            policies.add(policy(name, label, labeled));
        });
        return policies;
    }

    static List<MigrationBudget> budgets(List<Member> members) {
        List<MigrationBudget> budgets = new ArrayList<>();
        for (Member member : members) {
            member.labels()
                    .budgets()
                    .forEach(budget -> budgets.add(new MigrationBudget(
                            new MigrationBudget.Subject.Group(Set.of(member.id())),
                            budget.migrations(),
                            budget.window())));
        }
        return budgets;
    }

    private static PolicyLabel named(PolicyLabel label, Member member) {
        String name =
                switch (label.kind()) {
                    case PINNED -> member.label();
                    case EXCLUSIVE_TENANCY -> member.tenant().value();
                    default -> label.name().isEmpty() ? member.label() : label.name();
                };
        return new PolicyLabel(
                label.kind(), name, label.strength(), label.scope(), label.level(), label.number(), label.values());
    }

    private static Set<VmId> ids(List<Member> members) {
        return members.stream().map(Member::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static LocationPolicy policy(String name, PolicyLabel label, List<Member> members) {
        Set<VmId> vms = ids(members);
        Member first = members.get(0);
        var strength = label.strength();
        var scope = label.scope();
        return switch (label.kind()) {
            case AFFINITY -> new LocationPolicy.Affinity(name, strength, scope, vms, label.level());
            case ANTI_AFFINITY -> new LocationPolicy.AntiAffinity(name, strength, scope, vms, label.level());
            case PROXIMITY -> new LocationPolicy.Proximity(name, strength, scope, vms, label.number());
            case SPREAD -> new LocationPolicy.Spread(name, strength, scope, vms, label.level(), label.number());
            case MAX_PER_DOMAIN ->
                new LocationPolicy.MaxPerDomain(name, strength, scope, vms, label.level(), label.number());
            case ALLOWED_HOSTS -> new LocationPolicy.AllowedHosts(name, strength, scope, vms, hosts(label));
            case FORBIDDEN_HOSTS -> new LocationPolicy.ForbiddenHosts(name, strength, scope, vms, hosts(label));
            case PINNED -> new LocationPolicy.Pinned(name, strength, scope, first.id(), first.host());
            case EXCLUSIVE_TENANCY ->
                new LocationPolicy.ExclusiveTenancy(name, strength, scope, first.tenant(), label.level());
            case HARDWARE -> new LocationPolicy.HardwareRequirement(name, strength, scope, vms, label.values());
        };
    }

    private static Set<HostId> hosts(PolicyLabel label) {
        return label.values().stream().map(HostId::new).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
