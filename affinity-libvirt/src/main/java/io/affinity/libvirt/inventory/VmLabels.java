// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Tenant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of a VM, in the metadata of its domain or in a file.
 *
 * @param tenant null if it is not said
 * @param priority null if it is not said
 * @param problems what of it could not be understood, a sentence each; such a VM is not migrated until it is mended
 */
public record VmLabels(
        @Nullable Tenant tenant,
        @Nullable Priority priority,
        List<PolicyLabel> policies,
        List<BudgetLabel> budgets,
        List<String> problems) {

    /** Nothing is said. */
    public static final VmLabels NONE = new VmLabels(null, null, List.of(), List.of(), List.of());

    public VmLabels {
        policies = List.copyOf(policies);
        budgets = List.copyOf(budgets);
        problems = List.copyOf(problems);
    }

    /** {@return these labels, and those of {@code other} beside them; tenant and priority of {@code other} win} */
    public VmLabels and(VmLabels other) {
        return new VmLabels(
                other.tenant == null ? tenant : other.tenant,
                other.priority == null ? priority : other.priority,
                joined(policies, other.policies),
                joined(budgets, other.budgets),
                joined(problems, other.problems));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}
