// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.inventory;

import io.affinity.spi.model.Hold;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds for the placement and the migrations of VMs. Immutable and thread-safe.
 *
 * @param policies each with a name of its own
 * @param budgets how often VMs may be migrated; all of them hold
 * @param holds VMs that stay where they are because it is not clear what holds for them
 */
public record Rules(List<LocationPolicy> policies, List<MigrationBudget> budgets, List<Hold> holds) {

    /** Everything is allowed. */
    public static final Rules NONE = new Rules(List.of(), List.of());

    public Rules {
        policies = List.copyOf(policies);
        budgets = List.copyOf(budgets);
        holds = List.copyOf(holds);
    }

    /** Rules of which it is clear for whom they hold. */
    public Rules(List<LocationPolicy> policies, List<MigrationBudget> budgets) {
        this(policies, budgets, List.of());
    }

    /** {@return these rules, then those of {@code other}; whether names are unique is seen when they meet an inventory} */
    public Rules and(Rules other) {
        return new Rules(joined(policies, other.policies), joined(budgets, other.budgets), joined(holds, other.holds));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
