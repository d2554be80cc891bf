package io.affinity.core.balancing;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.MigrationBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What is left of the migration budgets, as recommendations are taken one by one. */
final class BudgetLedger {

    private final Fleet fleet;
    private final PastMigrations past;
    private final List<Migration> taken = new ArrayList<>();

    BudgetLedger(Fleet fleet, PastMigrations past) {
        this.fleet = fleet;
        this.past = past;
    }

    /** {@return whether all budgets allow this migration; if so, it is taken from them} */
    boolean take(Migration migration) {
        boolean allowed = fleet.budgets().stream().allMatch(budget -> allows(budget, migration));
        if (allowed) {
            taken.add(migration);
        }
        return allowed;
    }

    private boolean allows(MigrationBudget budget, Migration migration) {
        MigrationBudget.Subject subject = budget.subject();
        if (subject instanceof MigrationBudget.Subject.EachVm) {
            return hasLeft(budget, other -> other.vm().equals(migration.vm()));
        }
        if (subject instanceof MigrationBudget.Subject.Group group) {
            return !group.vms().contains(migration.vm())
                    || hasLeft(budget, other -> group.vms().contains(other.vm()));
        }
        if (subject instanceof MigrationBudget.Subject.EachHost) {
            return hasLeft(budget, other -> touches(other, migration.source()))
                    && hasLeft(budget, other -> touches(other, migration.target()));
        }
        if (subject instanceof MigrationBudget.Subject.OfTenant of) {
            Predicate<Migration> isTenants = other ->
                    fleet.contains(other.vm()) && fleet.vm(other.vm()).tenant().equals(of.tenant());
            return !isTenants.test(migration) || hasLeft(budget, isTenants);
        }
        throw new AssertionError("A kind of budget without a count: " + subject);
    }

    private static boolean touches(Migration migration, HostId host) {
        return migration.source().equals(host) || migration.target().equals(host);
    }

    private boolean hasLeft(MigrationBudget budget, Predicate<Migration> counts) {
        Instant since = fleet.observedAt().minus(budget.window());
        long used = past.count(counts, since) + taken.stream().filter(counts).count();
        return used < budget.limit();
    }
}
