// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ActivitySection;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.EventSection;
import io.affinity.cli.config.StatedPolicy;
import io.affinity.cli.config.StatedTerm;
import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Place;
import io.affinity.cli.input.Problem;
import io.affinity.cli.input.Problem.Severity;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.cli.input.Suggestions;
import io.affinity.core.search.PolicyConflicts;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the hosts themselves tell about a file in which nothing else is wrong. */
public final class ClusterCheck {

    private static final int BYTES_OF_A_VALUE = 4;

    private final ClusterFile file;
    private final Place whole;
    private final Fleet fleet;
    private final Set<String> known;
    private final Set<String> silent;
    private final boolean areAllHeard;
    private final List<Problem> found = new ArrayList<>();

    private ClusterCheck(ClusterFile file, String name, Fleet fleet) {
        this.file = file;
        this.whole = new Place(name, 0);
        this.fleet = fleet;
        this.known =
                fleet.hosts().stream().map(host -> host.id().value()).collect(Collectors.toCollection(TreeSet::new));
        this.silent = fleet.hosts().stream()
                .filter(host -> host.state() == HostState.UNAVAILABLE)
                .map(host -> host.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
        if (file.hasOwnHosts()) {
            // One that has never answered may be left out.
            file.places().hosts().stream().map(Mention::name).filter(known::add).forEach(silent::add);
        }
        this.areAllHeard = silent.isEmpty();
    }

    /**
     * {@return what is wrong, and what may be}
     *
     * @param name of the file
     * @param fleet as it was just observed
     * @param memory how many bytes this process may use
     */
    public static List<Problem> of(ClusterFile file, String name, Fleet fleet, long memory) {
        ClusterCheck check = new ClusterCheck(file, name, fleet);
        check.hosts();
        check.unclearVms();
        check.tenants();
        check.events();
        check.terms();
        check.contradictions();
        check.memory(memory);
        return check.found;
    }

    /** Nobody can tell about names for which no VM is held whether theirs are only switched off. */
    private void unclearVms() {
        Severity severity = areAllHeard ? Severity.FATAL : Severity.WARNING;
        VmNames names = VmNames.of(fleet.vms());
        Suggestions suggestions =
                new Suggestions(fleet.vms().stream().map(Vm::name).collect(Collectors.toCollection(TreeSet::new)));
        Set<String> held = fleet.holds().stream()
                .filter(Hold.UnclearVm.class::isInstance)
                .map(hold -> ((Hold.UnclearVm) hold).name())
                .collect(Collectors.toSet());
        for (Mention vm : file.places().vms()) {
            Severity own = held.contains(vm.name()) ? severity : Severity.WARNING;
            int candidates = names.meantBy(vm.name()).size();
            if (candidates == 0 && held.contains(vm.name())) {
                found.add(unknown("VM", vm, suggestions, own));
            } else if (candidates > 1 || held.contains(vm.name())) {
                found.add(new Problem(
                        vm.place(),
                        vm.key(),
                        "several VMs are called " + Quoted.shortened(vm.name()) + "; name the UUID of one",
                        own));
            }
        }
    }

    private static Problem unknown(String kind, Mention name, Suggestions known, Severity severity) {
        return new Problem(
                name.place(),
                name.key(),
                "no such " + kind + " (" + Quoted.shortened(name.name()) + ")" + known.end(name.name()),
                severity);
    }

    private void hosts() {
        for (Mention host : file.places().hosts()) {
            if (silent.contains(host.name())) {
                found.add(Problem.warning(
                        host.place(),
                        host.key(),
                        "the host " + host.name() + " does not answer; what runs on it is not known."));
            }
        }
        Suggestions suggestions = new Suggestions(known);
        for (StatedPolicy policy : file.places().policies()) {
            policy.hosts().stream()
                    .filter(host -> !known.contains(host.name()))
                    .forEach(host -> found.add(unknown("host", host, suggestions, Severity.FATAL)));
        }
    }

    private void tenants() {
        Set<String> known = fleet.vms().stream().map(vm -> vm.tenant().value()).collect(Collectors.toSet());
        for (StatedPolicy stated : file.places().policies()) {
            if (stated.policy() instanceof LocationPolicy.ExclusiveTenancy exclusive
                    && !known.contains(exclusive.tenant().value())) {
                String tenant = exclusive.tenant().value();
                found.add(Problem.warning(
                        stated.name().place(),
                        stated.key() + ".tenant",
                        "no VM has the tenant (" + Quoted.shortened(tenant) + ")"
                                + Suggestion.end(known.stream().sorted().toList(), tenant)));
            }
        }
    }

    /** Nobody can tell whether what is not there now may come: a policy of a label, and a VM of a tenant. */
    private void events() {
        Set<String> policies =
                fleet.policies().stream().map(LocationPolicy::name).collect(Collectors.toSet());
        Set<String> tenants =
                fleet.vms().stream().map(vm -> vm.tenant().value()).collect(Collectors.toSet());
        for (EventSection section : file.events()) {
            warnOfUnknown(section.groups(), policies, "no location policy is called");
            warnOfUnknown(section.tenants(), tenants, "no VM has the tenant");
        }
        for (ActivitySection section : file.activity()) {
            warnOfUnknown(section.scope().groups(), policies, "no location policy is called");
            warnOfUnknown(section.scope().tenants(), tenants, "no VM has the tenant");
        }
    }

    /** What the hosts of a file have, the file says itself. */
    private void terms() {
        Set<String> resources = fleet.resources().resources().stream()
                .map(Resource::name)
                .collect(Collectors.toCollection(TreeSet::new));
        for (StatedTerm term : file.hasOwnHosts() ? List.<StatedTerm>of() : file.terms()) {
            warnOfUnknown(term.resources(), resources, "nothing is known of the resource");
            Mention level = term.level();
            if (level != null) {
                warnOfUnknown(
                        term.domains(), domains(new TopologyLevel(level.name())), "no host is in the " + level.name());
            }
        }
    }

    private Set<String> domains(TopologyLevel level) {
        return fleet.hosts().stream()
                .map(host -> host.faultDomain(level))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void warnOfUnknown(List<Mention> mentions, Set<String> names, String text) {
        for (Mention each : mentions) {
            if (!names.contains(each.name())) {
                found.add(Problem.warning(
                        each.place(),
                        each.key(),
                        text + " (" + Quoted.shortened(each.name()) + ")"
                                + Suggestion.end(names.stream().sorted().toList(), each.name())));
            }
        }
    }

    /** With what is only known now: which VMs there are, what hosts have, and what labels say. */
    private void contradictions() {
        List<String> names = areAllHeard ? PolicyConflicts.find(fleet) : List.of();
        if (names.isEmpty()) {
            return;
        }
        List<StatedPolicy> stated = file.places().policies().stream()
                .filter(policy -> names.contains(policy.name().name()))
                .toList();
        String text = "no placement of the VMs that run keeps these policies together: "
                + names.stream().map(name -> named(name, stated)).collect(Collectors.joining(", ")) + ".";
        found.add(
                stated.isEmpty()
                        ? Problem.fatal(whole, "policies", text)
                        : Problem.fatal(
                                stated.get(0).name().place(), stated.get(0).key(), text));
    }

    private static String named(String name, List<StatedPolicy> stated) {
        return stated.stream()
                .filter(policy -> policy.name().name().equals(name))
                .findFirst()
                .map(policy -> name + " (line " + policy.name().place().line() + ")")
                .orElse(name);
    }

    private void memory(long memory) {
        long steps = file.loop().history().dividedBy(file.loop().step());
        double bytes = (double) BYTES_OF_A_VALUE
                * steps
                * fleet.vms().size()
                * fleet.resources().size();
        if (bytes > memory / 2.0) {
            found.add(Problem.warning(
                    whole,
                    "loop.history",
                    steps + " steps of " + fleet.vms().size() + " VMs take " + Math.round(bytes / 1e6)
                            + " MB, more than half of the memory there is (" + memory / 1_000_000
                            + " MB); keep less, or give more with AFFINITY_JAVA_OPTIONS=-Xmx8g."));
        }
    }
}
