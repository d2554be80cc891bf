// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.MigrationAllowance.OfHost;
import io.affinity.spi.placement.MigrationAllowance.OfVms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What is left of the migration budgets after the migrations of the recent past. */
final class BudgetLedger {

    private final List<MigrationAllowance> allowances;
    private final List<Migration> taken = new ArrayList<>();

    /** @param allowances what is left before anything is taken */
    BudgetLedger(List<MigrationAllowance> allowances) {
        this.allowances = List.copyOf(allowances);
    }

    BudgetLedger(Fleet fleet, PastMigrations past) {
        this(left(fleet, past));
    }

    private static List<MigrationAllowance> left(Fleet fleet, PastMigrations past) {
        List<MigrationAllowance> allowances = new ArrayList<>();
        fleet.budgets().forEach(budget -> addLeft(budget, fleet, past, allowances));
        return allowances;
    }

    private static void addLeft(
            MigrationBudget budget, Fleet fleet, PastMigrations past, List<MigrationAllowance> allowances) {
        Instant since = fleet.observedAt().minus(budget.window());
        ToIntFunction<Predicate<Migration>> left = kind -> Math.max(0, budget.limit() - past.count(kind, since));
        MigrationBudget.Subject subject = budget.subject();
        if (subject instanceof MigrationBudget.Subject.EachVm) {
            for (Vm vm : fleet.vms()) {
                allowances.add(new OfVms(
                        Set.of(vm.id()), left.applyAsInt(other -> other.vm().equals(vm.id()))));
            }
        } else if (subject instanceof MigrationBudget.Subject.Group group) {
            allowances.add(
                    new OfVms(group.vms(), left.applyAsInt(other -> group.vms().contains(other.vm()))));
        } else if (subject instanceof MigrationBudget.Subject.EachHost) {
            for (Host host : fleet.hosts()) {
                allowances.add(new OfHost(
                        host.id(),
                        left.applyAsInt(other -> other.source().equals(host.id())
                                || other.target().equals(host.id()))));
            }
        } else if (subject instanceof MigrationBudget.Subject.OfTenant of) {
            Set<VmId> vms = new LinkedHashSet<>();
            fleet.vms().stream().filter(vm -> vm.tenant().equals(of.tenant())).forEach(vm -> vms.add(vm.id()));
            allowances.add(new OfVms(vms, left.applyAsInt(other -> vms.contains(other.vm()))));
        } else {
            throw new AssertionError("A kind of budget without a count: " + subject);
        }
    }

    /** {@return what was left before anything was taken} */
    List<MigrationAllowance> allowances() {
        return allowances;
    }

    /** {@return whether all budgets allow this migration; if so, it is taken from them} */
    boolean take(Migration migration) {
        boolean allowed = refusal(migration) == null;
        if (allowed) {
            taken.add(migration);
        }
        return allowed;
    }

    /** {@return what does not allow this migration any more, or null if it may be taken} */
    @Nullable
    MigrationAllowance refusal(Migration migration) {
        return allowances.stream()
                .filter(allowance -> counts(allowance, migration)
                        && taken.stream()
                                        .filter(other -> counts(allowance, other))
                                        .count()
                                >= allowance.left())
                .findFirst()
                .orElse(null);
    }

    private static boolean counts(MigrationAllowance allowance, Migration migration) {
        return allowance.counts(migration.vm(), migration.source(), migration.target());
    }
}
