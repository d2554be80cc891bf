package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.VmSection.Budget;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules that the cluster file states. One that it calls the same as another source's takes the place of that. */
final class FileRules implements RuleSource {

    private final ClusterFile file;
    private final Set<String> names;

    FileRules(ClusterFile file) {
        this.file = file;
        this.names = file.policies().stream().map(LocationPolicy::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String name() {
        return "cluster-file";
    }

    @Override
    public Rules rules(Inventory inventory) {
        List<MigrationBudget> budgets = new ArrayList<>();
        file.vms().forEach((vm, labels) -> {
            for (Budget budget : inventory.contains(vm) ? labels.budgets() : List.<Budget>of()) {
                budgets.add(new MigrationBudget(
                        new MigrationBudget.Subject.Group(Set.of(vm)), budget.migrations(), budget.window()));
            }
        });
        return new Rules(file.policies(), budgets);
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
                    all.budgets());
        }
    }
}
