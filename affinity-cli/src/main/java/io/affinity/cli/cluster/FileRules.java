// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.VmSection;
import io.affinity.cli.input.Mention;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules that the cluster file states, for VMs that it calls by name or by id. Where that is not clear, what it may be about is held.
 * One that it calls the same as another source's takes the place of that.
 */
public final class FileRules implements RuleSource {

    private final ClusterFile file;
    private final Set<String> names;

    /** The rules of this file. */
    public FileRules(ClusterFile file) {
        this.file = file;
        this.names = file.policies().stream().map(LocationPolicy::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String name() {
        return "cluster-file";
    }

    @Override
    public Rules rules(Inventory inventory) {
        VmNames known = inventory.names();
        List<LocationPolicy> policies = new ArrayList<>();
        List<Hold> holds = new ArrayList<>();
        for (LocationPolicy stated : file.policies()) {
            NamedPolicy named = new NamedPolicy(stated, inventory, known);
            policies.addAll(named.policies());
            holds.addAll(named.holds());
        }
        file.terms().forEach(term -> holds.addAll(NamedTerm.holds(term, known)));
        List<MigrationBudget> budgets = new ArrayList<>();
        file.vms()
                .forEach((vm, labels) -> one("vms", vm, known, neighbors(labels, inventory), holds)
                        .filter(inventory::contains)
                        .ifPresent(meant -> budgets.addAll(budgets(meant, labels))));
        file.limits().exceptions().keySet().forEach(vm -> one("migration.exceptions", vm, known, Set.of(), holds));
        file.events().forEach(each -> each.vms().forEach(vm -> unclear("events", vm, known, holds)));
        file.activity().forEach(each -> each.scope().vms().forEach(vm -> unclear("activity", vm, known, holds)));
        return new Rules(policies, budgets, holds);
    }

    /** It moves the demand of nobody, and nobody has to stay for it; but it is told. */
    private static void unclear(String section, Mention vm, VmNames known, List<Hold> holds) {
        Set<VmId> meant = known.meantBy(vm.name());
        if (meant.size() != 1) {
            holds.add(new Hold.UnclearVm(section, vm.name(), meant, Set.of()));
        }
    }

    private static List<MigrationBudget> budgets(VmId vm, VmSection labels) {
        MigrationBudget.Subject subject = new MigrationBudget.Subject.Group(Set.of(vm));
        return labels.budgets().stream()
                .map(budget -> new MigrationBudget(subject, budget.migrations(), budget.window()))
                .toList();
    }

    /** {@return the VMs of a tenant who wants to be alone, for one that is not labeled as theirs may come too near} */
    private Set<VmId> neighbors(VmSection labels, Inventory inventory) {
        boolean wantsToBeAlone = file.policies().stream()
                .anyMatch(policy -> policy instanceof LocationPolicy.ExclusiveTenancy alone
                        && alone.tenant().equals(labels.tenant()));
        if (!wantsToBeAlone) {
            return Set.of();
        }
        return inventory.vms().stream()
                .filter(vm -> vm.tenant().equals(labels.tenant()))
                .map(Vm::id)
                .collect(Collectors.toSet());
    }

    /**
     * {@return the VM that is meant, if it is clear which one}
     *
     * @param others that are held if it is not
     */
    private static Optional<VmId> one(String said, VmId named, VmNames known, Set<VmId> others, List<Hold> holds) {
        Set<VmId> meant = known.meantBy(named.value());
        if (meant.size() == 1) {
            return Optional.of(meant.iterator().next());
        }
        Set<VmId> held = new HashSet<>(others);
        held.addAll(meant);
        holds.add(new Hold.UnclearVm(said, named.value(), meant, held));
        return Optional.empty();
    }

    /** {@return another source, without the policies that the file states anew} */
    RuleSource over(RuleSource other) {
        return new Other(other);
    }

    private final class Other implements RuleSource {

        private final RuleSource source;

        Other(RuleSource source) {
            this.source = source;
        }

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public Rules rules(Inventory inventory) {
            Rules all = source.rules(inventory);
            return new Rules(
                    all.policies().stream()
                            .filter(policy -> !names.contains(policy.name()))
                            .toList(),
                    all.budgets(),
                    all.holds());
        }
    }
}
