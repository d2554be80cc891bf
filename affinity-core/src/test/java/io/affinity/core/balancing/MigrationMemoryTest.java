// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.MigrationBudget.Subject;
import io.affinity.spi.model.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MigrationMemoryTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant NOW = ORIGIN;

    private final MigrationMemory memory = new MigrationMemory(Duration.ofHours(10), STEP);

    private static Migration migration(String vm, String source, String target) {
        return new Migration(vmId(vm), id(source), id(target));
    }

    private static Instant hoursAgo(int hours) {
        return NOW.minus(HOUR.multipliedBy(hours));
    }

    @Test
    void whatWasMigratedSinceIsKnown() {
        memory.started(migration("v1", "a", "b"), hoursAgo(2));

        assertThat(memory.past().wasMigratedSince(vmId("v1"), hoursAgo(3))).isTrue();
        assertThat(memory.past().wasMigratedSince(vmId("v1"), hoursAgo(2))).isFalse();
        assertThat(memory.past().wasMigratedSince(vmId("v2"), hoursAgo(3))).isFalse();
    }

    /** However long ago: the window of a budget may be longer than anything that is known at the start. */
    @Test
    void whatAJournalSaysWasStartedIsRemembered() {
        Migration intended = migration("v1", "a", "b");
        Migration refused = migration("v2", "a", "b");
        memory.recall(List.of(
                new JournalEntry(hoursAgo(48), "1", intended, new JournalEntry.Event.Intended()),
                new JournalEntry(
                        hoursAgo(47), "1", intended, new JournalEntry.Event.Closed(new Closing.StaysOnSource())),
                new JournalEntry(
                        hoursAgo(1), "2", refused, new JournalEntry.Event.Closed(new Closing.AgainstRules()))));
        memory.rememberFor(HOUR.multipliedBy(72));
        memory.started(migration("v3", "a", "b"), NOW);

        assertThat(memory.past().wasMigratedSince(vmId("v1"), hoursAgo(48)))
                .as("it ended an hour after its start")
                .isTrue();
        assertThat(memory.past().wasMigratedSince(vmId("v1"), hoursAgo(47))).isFalse();
        assertThat(memory.past().wasMigratedSince(vmId("v2"), hoursAgo(49))).isFalse();
        assertThat(memory.past().hostsLeftSince(hoursAgo(49)))
                .isEqualTo(Map.of(vmId("v1"), Set.of(id("a")), vmId("v3"), Set.of(id("a"))));
    }

    /** A migration may take hours; evidence that is as old as its start is not new at its end. */
    @Test
    void restCountsFromTheEndOfAMigration() {
        Migration migration = migration("v1", "a", "b");
        memory.started(migration, hoursAgo(6));
        memory.ended(migration, hoursAgo(2));

        assertThat(memory.past().wasMigratedSince(vmId("v1"), hoursAgo(3))).isTrue();
        assertThat(memory.past().hostsLeftSince(hoursAgo(3))).isEqualTo(Map.of(vmId("v1"), Set.of(id("a"))));
        assertThat(memory.past().hostsLeftSince(hoursAgo(2))).isEmpty();
    }

    /** The loop decides once in a step: a rest of an hour is one of twelve steps, however long the migration took of its step. */
    @Test
    void whatItTakesOfOneStepDoesNotCount() {
        Migration migration = migration("v1", "a", "b");
        memory.started(migration, hoursAgo(1));
        memory.ended(migration, hoursAgo(1).plusSeconds(40));

        assertThat(memory.past().wasMigratedSince(vmId("v1"), hoursAgo(1))).isFalse();
        assertThat(memory.past().wasMigratedSince(vmId("v1"), hoursAgo(1).minusNanos(1)))
                .isTrue();
    }

    @Test
    void budgetsCountStarts() {
        Migration migration = migration("v1", "a", "b");
        memory.started(migration, hoursAgo(6));
        memory.ended(migration, hoursAgo(2));

        assertThat(memory.past().count(m -> true, hoursAgo(7))).isEqualTo(1);
        assertThat(memory.past().count(m -> true, hoursAgo(5))).isZero();
    }

    /** Hypervisors go on with what a crash left to them; nobody reports its end. */
    @Test
    void whatIsNotUnderWayAnyMoreIsOver() {
        Migration open = migration("v1", "a", "b");
        memory.recall(List.of(new JournalEntry(hoursAgo(9), "1", open, new JournalEntry.Event.Intended())));

        memory.settle(List.of(open), hoursAgo(4));
        memory.settle(List.of(), hoursAgo(2));
        memory.settle(List.of(), NOW);

        assertThat(memory.past().hostsLeftSince(hoursAgo(3))).isEqualTo(Map.of(vmId("v1"), Set.of(id("a"))));
        assertThat(memory.past().hostsLeftSince(hoursAgo(2))).isEmpty();
    }

    @Test
    void anEndIsThatOfTheNewestMigrationOfItsKind() {
        Migration migration = migration("v1", "a", "b");
        memory.started(migration, hoursAgo(9));
        memory.ended(migration, hoursAgo(8));
        memory.started(migration, hoursAgo(4));
        memory.ended(migration, hoursAgo(3));
        memory.ended(migration, NOW);

        assertThat(memory.all())
                .containsExactly(
                        new MigrationMemory.Started(
                                migration, hoursAgo(9), hoursAgo(8).minus(STEP)),
                        new MigrationMemory.Started(
                                migration, hoursAgo(4), hoursAgo(3).minus(STEP)));
    }

    @Test
    void allHostsThatAVmLeftAreKnown() {
        memory.started(migration("v1", "a", "b"), hoursAgo(5));
        memory.started(migration("v1", "b", "c"), hoursAgo(3));
        memory.started(migration("v2", "c", "a"), hoursAgo(1));

        assertThat(memory.past().hostsLeftSince(hoursAgo(6)))
                .isEqualTo(Map.of(vmId("v1"), Set.of(id("a"), id("b")), vmId("v2"), Set.of(id("c"))));
        assertThat(memory.past().hostsLeftSince(hoursAgo(4)))
                .isEqualTo(Map.of(vmId("v1"), Set.of(id("b")), vmId("v2"), Set.of(id("c"))));
    }

    @Test
    void whatIsOlderThanTheSpanIsForgotten() {
        memory.started(migration("v1", "a", "b"), hoursAgo(30));
        memory.started(migration("v2", "a", "b"), hoursAgo(20));
        memory.started(migration("v1", "b", "c"), hoursAgo(5));

        assertThat(memory.past().count(m -> true, hoursAgo(100))).isEqualTo(1);
        assertThat(memory.past().wasMigratedSince(vmId("v2"), hoursAgo(100))).isFalse();
        assertThat(memory.past().wasMigratedSince(vmId("v1"), hoursAgo(100)))
                .as("the later one is remembered")
                .isTrue();
    }

    @Test
    void theSpanGrowsWithWhatItIsNeededFor() {
        memory.rememberFor(HOUR.multipliedBy(40));
        memory.rememberFor(HOUR);
        memory.started(migration("v1", "a", "b"), hoursAgo(30));
        memory.started(migration("v2", "a", "b"), hoursAgo(5));

        assertThat(memory.past().count(m -> true, hoursAgo(100))).isEqualTo(2);
    }

    @Test
    void aSpanOfNothingIsRefused() {
        assertThatThrownBy(() -> new MigrationMemory(Duration.ZERO, STEP)).isInstanceOf(IllegalArgumentException.class);
    }

    private Fleet fleetWith(MigrationBudget... budgets) {
        return fleet(host("a", 8, 64), host("b", 8, 64), host("c", 8, 64))
                .vm(vm("v1", 1, 1).withTenant(new Tenant("t1")), id("a"))
                .vm(vm("v2", 1, 1).withTenant(new Tenant("t1")), id("a"))
                .vm(vm("v3", 1, 1).withTenant(new Tenant("t2")), id("b"))
                .budgets(List.of(budgets))
                .build();
    }

    private BudgetLedger ledger(MigrationBudget... budgets) {
        return new BudgetLedger(fleetWith(budgets), memory.past());
    }

    @Test
    void withoutBudgetsEverythingIsAllowed() {
        assertThat(ledger().take(migration("v1", "a", "b"))).isTrue();
    }

    @Test
    void eachVmHasABudgetOfItsOwn() {
        memory.started(migration("v1", "c", "a"), hoursAgo(1));
        BudgetLedger ledger = ledger(new MigrationBudget(new Subject.EachVm(), 2, HOUR.multipliedBy(2)));

        assertThat(ledger.take(migration("v1", "a", "b"))).isTrue();
        assertThat(ledger.take(migration("v1", "b", "c"))).isFalse();
        assertThat(ledger.take(migration("v2", "a", "b"))).isTrue();
    }

    @Test
    void whatIsOlderThanTheWindowIsPaidOff() {
        memory.started(migration("v1", "c", "a"), hoursAgo(3));

        assertThat(ledger(new MigrationBudget(new Subject.EachVm(), 1, HOUR.multipliedBy(2)))
                        .take(migration("v1", "a", "b")))
                .isTrue();
    }

    @Test
    void aGroupSharesABudget() {
        BudgetLedger ledger = ledger(new MigrationBudget(new Subject.Group(Set.of(vmId("v1"), vmId("v2"))), 1, HOUR));

        assertThat(ledger.take(migration("v2", "a", "b"))).isTrue();
        assertThat(ledger.take(migration("v1", "a", "c"))).isFalse();
        assertThat(ledger.take(migration("v3", "b", "c"))).isTrue();
    }

    @Test
    void eachHostCountsArrivalsAndDepartures() {
        memory.started(migration("v3", "b", "c"), NOW.minusSeconds(60));
        BudgetLedger ledger = ledger(new MigrationBudget(new Subject.EachHost(), 1, HOUR));

        assertThat(ledger.take(migration("v1", "a", "b")))
                .as("b has given one away")
                .isFalse();
        assertThat(ledger.take(migration("v1", "a", "c"))).as("c has taken one").isFalse();
    }

    @Test
    void tenantsHaveABudgetForAllTheirVms() {
        BudgetLedger ledger = ledger(new MigrationBudget(new Subject.OfTenant(new Tenant("t1")), 1, HOUR));

        assertThat(ledger.take(migration("v1", "a", "b"))).isTrue();
        assertThat(ledger.take(migration("v2", "a", "b"))).isFalse();
        assertThat(ledger.take(migration("v3", "b", "c"))).isTrue();
    }

    @Test
    void whatOneBudgetRefusesIsNotTakenFromAnother() {
        BudgetLedger ledger = ledger(
                new MigrationBudget(new Subject.EachHost(), 1, HOUR),
                new MigrationBudget(new Subject.Group(Set.of(vmId("v1"))), 0, HOUR));

        assertThat(ledger.take(migration("v1", "a", "b")))
                .as("the group must not be migrated")
                .isFalse();
        assertThat(ledger.take(migration("v2", "a", "b"))).isTrue();
    }
}
