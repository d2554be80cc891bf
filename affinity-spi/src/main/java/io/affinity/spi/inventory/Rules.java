package io.affinity.spi.inventory;

import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds for the placement and the migrations of VMs. Immutable and thread-safe.
 *
 * @param policies each with a name of its own
 * @param budgets how often VMs may be migrated; all of them hold
 */
public record Rules(List<LocationPolicy> policies, List<MigrationBudget> budgets) {

    /** Everything is allowed. */
    public static final Rules NONE = new Rules(List.of(), List.of());

    public Rules {
        policies = List.copyOf(policies);
        budgets = List.copyOf(budgets);
    }

    /** {@return these rules, then those of {@code other}; whether names are unique is seen when they meet an inventory} */
    public Rules and(Rules other) {
        return new Rules(joined(policies, other.policies), joined(budgets, other.budgets));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
