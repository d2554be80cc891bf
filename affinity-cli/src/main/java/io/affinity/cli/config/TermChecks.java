// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.placement.Objective;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks whether the terms of a file go with its other parts. */
final class TermChecks {

    /** What hosts say of themselves. */
    private static final Set<String> ALWAYS_THERE = Set.of(Resource.CPU.name(), Resource.MEMORY.name());

    private final Findings findings;
    private final ClusterFile file;

    TermChecks(Findings findings, ClusterFile file) {
        this.findings = findings;
        this.file = file;
    }

    void check() {
        checkNames();
        if (file.hasOwnHosts() && areAllHostsRight()) {
            for (StatedTerm term : file.terms()) {
                term.resources().forEach(this::checkResource);
                checkDomains(term);
            }
        }
    }

    /** Where only the past is of interest, there may be none. */
    private boolean areAllHostsRight() {
        return !file.hosts().isEmpty()
                && file.hosts().size() == file.places().hosts().size();
    }

    private void checkNames() {
        Map<String, String> others = new HashMap<>();
        Objective.OWN.forEach(own -> others.put(own, "an amount of every objective"));
        file.policies().forEach(policy -> others.put(policy.name(), "a policy"));
        file.plugins().terms().forEach(plugin -> others.put(plugin, "one of plug-ins.terms"));
        for (StatedTerm term : file.terms()) {
            Mention name = term.name();
            String other = others.putIfAbsent(
                    name.name(), "the term on line " + name.place().line());
            if (other != null) {
                findings.add(
                        name,
                        "the name " + Quoted.shortened(name.name()) + " must be its own, and is that of " + other
                                + ".");
            }
        }
    }

    private void checkResource(Mention resource) {
        boolean isKnown = ALWAYS_THERE.contains(resource.name())
                || file.hosts().stream()
                        .flatMap(host -> host.settings().capacity().keySet().stream())
                        .anyMatch(each -> each.name().equals(resource.name()));
        if (!isKnown) {
            findings.add(
                    resource,
                    "no host has a capacity of " + resource.name() + "; say hosts[].resources." + resource.name()
                            + ".capacity of all of them.");
        }
    }

    /** A host without a rack is in one of its own: where none has a rack, a term about racks would be one about hosts. */
    private void checkDomains(StatedTerm term) {
        Mention level = term.level();
        if (level == null) {
            return;
        }
        TopologyLevel wanted = new TopologyLevel(level.name());
        if (!level.name().equals(TopologyLevel.HOST.name())
                && file.hosts().stream()
                        .noneMatch(host -> host.settings().faultDomains().containsKey(wanted))) {
            findings.add(
                    level, "no host has a " + wanted + "; say hosts[]." + wanted + " of them, or make the level host.");
            return;
        }
        Set<String> known = file.hosts().stream()
                .map(host -> host.settings()
                        .faultDomains()
                        .getOrDefault(wanted, host.id().value()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (Mention domain : term.domains()) {
            if (!known.contains(domain.name())) {
                findings.add(
                        domain,
                        "no such " + wanted + " (" + Quoted.shortened(domain.name()) + ")"
                                + Suggestion.end(known, domain.name()));
            }
        }
    }
}
