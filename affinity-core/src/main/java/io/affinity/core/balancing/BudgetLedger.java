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

/** What is left of the migration budgets after the migrations of the recent past. */
final class BudgetLedger {

    private final Fleet fleet;
    private final PastMigrations past;
    private final List<MigrationAllowance> allowances = new ArrayList<>();
    private final List<Migration> taken = new ArrayList<>();

    BudgetLedger(Fleet fleet, PastMigrations past) {
        this.fleet = fleet;
        this.past = past;
        fleet.budgets().forEach(this::addLeft);
    }

    private void addLeft(MigrationBudget budget) {
        MigrationBudget.Subject subject = budget.subject();
        if (subject instanceof MigrationBudget.Subject.EachVm) {
            for (Vm vm : fleet.vms()) {
                allowances.add(new OfVms(
                        Set.of(vm.id()), left(budget, other -> other.vm().equals(vm.id()))));
            }
        } else if (subject instanceof MigrationBudget.Subject.Group group) {
            allowances.add(new OfVms(
                    group.vms(), left(budget, other -> group.vms().contains(other.vm()))));
        } else if (subject instanceof MigrationBudget.Subject.EachHost) {
            for (Host host : fleet.hosts()) {
                allowances.add(new OfHost(
                        host.id(),
                        left(
                                budget,
                                other -> other.source().equals(host.id())
                                        || other.target().equals(host.id()))));
            }
        } else if (subject instanceof MigrationBudget.Subject.OfTenant of) {
            Set<VmId> vms = new LinkedHashSet<>();
            fleet.vms().stream().filter(vm -> vm.tenant().equals(of.tenant())).forEach(vm -> vms.add(vm.id()));
            allowances.add(new OfVms(vms, left(budget, other -> vms.contains(other.vm()))));
        } else {
            throw new AssertionError("A kind of budget without a count: " + subject);
        }
    }

    private int left(MigrationBudget budget, Predicate<Migration> counts) {
        Instant since = fleet.observedAt().minus(budget.window());
        return Math.max(0, budget.limit() - past.count(counts, since));
    }

    /** {@return what was left before anything was taken} */
    List<MigrationAllowance> allowances() {
        return allowances;
    }

    /** {@return whether all budgets allow this migration; if so, it is taken from them} */
    boolean take(Migration migration) {
        boolean allowed = allowances.stream()
                .filter(allowance -> counts(allowance, migration))
                .allMatch(allowance ->
                        taken.stream().filter(other -> counts(allowance, other)).count() < allowance.left());
        if (allowed) {
            taken.add(migration);
        }
        return allowed;
    }

    private static boolean counts(MigrationAllowance allowance, Migration migration) {
        return allowance.counts(migration.vm(), migration.source(), migration.target());
    }
}
