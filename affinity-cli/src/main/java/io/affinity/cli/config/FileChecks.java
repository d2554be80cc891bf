// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestions;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks whether the parts of a file go together, as far as the file alone tells. */
final class FileChecks {

    private final Findings findings;
    private final List<HostSection> hosts;
    private final List<StatedPolicy> policies;
    private final FilePlaces places;
    private final Set<String> hostNames;
    private final Suggestions suggestions;

    /** @param hosts those with which nothing is wrong */
    FileChecks(Findings findings, List<HostSection> hosts, FilePlaces places) {
        this.findings = findings;
        this.hosts = hosts;
        this.places = places;
        this.policies = places.policies();
        this.hostNames =
                places.hosts().stream().map(Mention::name).collect(Collectors.toCollection(LinkedHashSet::new));
        this.suggestions = new Suggestions(hostNames);
    }

    /** @param isOwnInventory whether the hosts of the file are all there are */
    void check(boolean isOwnInventory) {
        int before = findings.count();
        findDoubles(places.hosts(), name -> "the name " + name + " must not be given twice");
        findDoubles(places.uris(), uri -> "the URI " + uri + " must not be given twice, for it is one host");
        findDoubles(
                policies.stream().map(StatedPolicy::name).toList(),
                name -> "the name " + name + " must not be given to two policies");
        if (isOwnInventory) {
            checkCapacities();
            policies.forEach(this::checkHosts);
            policies.forEach(this::checkLevel);
        }
        if (isOwnInventory && findings.count() == before && isEveryHostRight()) {
            findContradictions();
        }
    }

    /** Where a host is left out that is only mistyped, rules would not fit those that are left. */
    private boolean isEveryHostRight() {
        return !hosts.isEmpty()
                && hosts.size() >= places.hosts().size()
                && hosts.size() >= places.uris().size();
    }

    private void findDoubles(List<Mention> mentions, Function<String, String> wrong) {
        Map<String, Mention> byName = new HashMap<>();
        for (Mention each : mentions) {
            Mention first = byName.putIfAbsent(each.name(), each);
            if (first != null) {
                findings.add(
                        each,
                        wrong.apply(Quoted.shortened(each.name())) + "; it stands on line "
                                + first.place().line() + ", too.");
            }
        }
    }

    /** A fleet has the same resources everywhere, and hosts do not report these themselves. */
    private void checkCapacities() {
        for (Resource resource : List.of(Resource.NETWORK, Resource.DISK_THROUGHPUT, Resource.DISK_OPERATIONS)) {
            Set<String> with = hosts.stream()
                    .filter(host -> host.settings().capacity().containsKey(resource))
                    .map(host -> host.id().value())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            for (Mention host : places.hosts()) {
                if (!with.isEmpty() && hosts.size() == places.hosts().size() && !with.contains(host.name())) {
                    findings.add(
                            host,
                            "the host " + host.name() + " must have a capacity of " + resource + ", too, as "
                                    + with.iterator().next() + " has one.");
                }
            }
        }
    }

    private void checkHosts(StatedPolicy policy) {
        for (Mention host : policy.hosts()) {
            if (!hostNames.contains(host.name())) {
                findings.add(
                        host, "no such host (" + Quoted.shortened(host.name()) + ")" + suggestions.end(host.name()));
            }
        }
    }

    /** A host without a rack shares it with nobody: a rule for racks would be one for hosts. */
    private void checkLevel(StatedPolicy policy) {
        Mention level = policy.level();
        if (level == null || level.name().equals(TopologyLevel.HOST.name())) {
            return;
        }
        TopologyLevel wanted = new TopologyLevel(level.name());
        if (hosts.stream().noneMatch(host -> host.settings().faultDomains().containsKey(wanted))) {
            findings.add(
                    level, "no host has a " + wanted + "; say hosts[]." + wanted + " of them, or make the level host.");
        }
    }

    private void findContradictions() {
        List<Host> simple = hosts.stream().map(FileChecks::simple).toList();
        Map<LocationPolicy, Set<VmId>> vms = new LinkedHashMap<>();
        for (StatedPolicy each : policies) {
            // What hardware hosts have is known by the hosts.
            if (each.policy().strength().isHard() && !(each.policy() instanceof LocationPolicy.HardwareRequirement)) {
                Set<VmId> members = new LinkedHashSet<>();
                each.vms().forEach(vm -> members.add(new VmId(vm.name())));
                vms.put(each.policy(), members);
            }
        }
        for (List<LocationPolicy> set : new Contradictions(simple, Topology.HOST_RACK_ZONE).find(vms)) {
            List<StatedPolicy> together = policies.stream()
                    .filter(each -> set.contains(each.policy()))
                    .toList();
            report(together);
        }
    }

    private static Host simple(HostSection section) {
        Host host = Host.of(section.id().value(), 1, 1);
        for (Map.Entry<TopologyLevel, String> domain :
                section.settings().faultDomains().entrySet()) {
            host = host.withFaultDomain(domain.getKey(), domain.getValue());
        }
        return host;
    }

    private void report(List<StatedPolicy> together) {
        StatedPolicy last = together.get(together.size() - 1);
        List<String> others = together.subList(0, together.size() - 1).stream()
                .map(each ->
                        each.name().name() + " (line " + each.name().place().line() + ")")
                .toList();
        findings.add(
                last.name(),
                others.isEmpty()
                        ? "no placement keeps the policy " + last.name().name()
                                + "; it must ask for less, or hosts must be added."
                        : "no placement keeps the policy " + last.name().name() + " together with "
                                + String.join(", ", others) + "; change one of them, or give it a weight.");
    }
}
