// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.CycleReport;
import io.affinity.core.Note;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Overload;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PolicyConflict;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.risk.RiskReport;
import io.affinity.spi.risk.RiskScore;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a person reads of a cycle, word for word. */
class ClusterTextTest {

    private static final MigrationOutcome BROKEN = new MigrationOutcome.Unknown(
            new MigrationFailure.Unreachable(Observed.B, "The connection to b broke."), "");

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00.600Z");
    private static final String SO_FAR = "2026-11-22T18:00:00Z  db from b to a: ";

    /** Half of the CPU of a is wanted, a quarter of its memory; nobody knows what db on b wants of memory. */
    private static final Observation OBSERVATION = Observed.at(NOW, 4, 0x1p32, 10, Double.NaN);

    private static final Fleet FLEET = OBSERVATION.fleet();

    private static PlannedMigration planned(int number, VmId vm, HostId source, HostId target, Set<Integer> dependsOn) {
        return new PlannedMigration(
                number,
                new Migration(vm, source, target),
                new Recommendation(
                        vm, source, target, List.of(new Reason.PolicyMended("apart", 1, 0), new Reason.Gain(2))),
                new MigrationEstimate(Duration.ofMillis(3260), Duration.ofMillis(42), 1e8, 3, true),
                number == 0 ? Duration.ZERO : Duration.ofSeconds(90),
                dependsOn);
    }

    private static String migrated(MigrationOutcome outcome, @Nullable Verification verification) {
        return ClusterText.migrated(
                new MigrationReport(
                        "m-1",
                        planned(0, Observed.DB, Observed.B, Observed.A, Set.of()),
                        NOW,
                        NOW,
                        outcome,
                        verification),
                VmNames.of(FLEET.vms()));
    }

    @Test
    void saysThatAMigrationIsDoneAndVerified() {
        MigrationOutcome outcome =
                new MigrationOutcome.Completed(Duration.ofMillis(1550), Duration.ofMillis(23), 12_400_000);

        assertThat(migrated(outcome, new Verification.Verified()))
                .isEqualTo(SO_FAR + "done in 1.6 s, 23 ms of downtime, 12 MB, verified");
    }

    @Test
    void saysWhatIsWrongWithAMigrationThatIsDone() {
        MigrationOutcome outcome =
                new MigrationOutcome.Completed(Duration.ofSeconds(2), Duration.ofMillis(23), 12_000_000);
        Verification refuted = new Verification.Refuted(
                List.of(Doubt.of(Doubt.Kind.RUNS_ELSEWHERE, Observed.B), Doubt.of(Doubt.Kind.STANDSTILL, Observed.A)));

        assertThat(migrated(outcome, refuted))
                .isEqualTo(SO_FAR + "done in 2.0 s, 23 ms of downtime, 12 MB, but: The VM runs on b."
                        + " The vCPUs of the VM stand still on a.");
    }

    @Test
    void saysWhatIsNotCertainOfAMigrationThatIsDone() {
        MigrationOutcome outcome =
                new MigrationOutcome.Completed(Duration.ofSeconds(2), Duration.ofMillis(23), 12_000_000);
        Verification unconfirmed = new Verification.Unconfirmed(
                List.of(new Doubt(Doubt.Kind.AGENT_SILENT, Set.of(Observed.A), "Its guest agent does not answer.")));

        assertThat(migrated(outcome, unconfirmed))
                .isEqualTo(SO_FAR + "done in 2.0 s, 23 ms of downtime, 12 MB, not all of it verified:"
                        + " Its guest agent does not answer.");
        assertThat(migrated(BROKEN, unconfirmed))
                .isEqualTo(SO_FAR + "NOT KNOWN. The connection to b broke. It was found there, not all of it verified:"
                        + " Its guest agent does not answer.");
    }

    @Test
    void saysWhyAMigrationFailed() {
        assertThat(migrated(
                        new MigrationOutcome.Failed(MigrationFailure.Refused.of(
                                FailureCause.VM_BUSY, "The VM db is busy with another job of libvirt.")),
                        null))
                .isEqualTo(SO_FAR + "failed. The VM db is busy with another job of libvirt.");
    }

    @Test
    void saysWhyAMigrationWasAborted() {
        assertThat(migrated(new MigrationOutcome.Aborted(new MigrationFailure.TimedOut(Duration.ofSeconds(4))), null))
                .isEqualTo(SO_FAR + "aborted. Not done within PT4S.");
    }

    @Test
    void saysLoudlyThatAnOutcomeIsNotKnown() {
        assertThat(migrated(
                        new MigrationOutcome.Unknown(
                                new MigrationFailure.Unreachable(Observed.A, ""), "On b it is paused."),
                        null))
                .isEqualTo(SO_FAR + "NOT KNOWN. Host a does not answer. On b it is paused.");
    }

    @Test
    void saysWhatWasFoundAfterAnUnknownOutcome() {
        assertThat(migrated(BROKEN, new Verification.Verified()))
                .isEqualTo(SO_FAR + "NOT KNOWN. The connection to b broke. It was found there, verified.");
    }

    @Test
    void saysWhatIsWrongAfterAnUnknownOutcome() {
        assertThat(migrated(BROKEN, new Verification.Refuted(List.of(Doubt.of(Doubt.Kind.STANDSTILL, Observed.A)))))
                .isEqualTo(SO_FAR + "NOT KNOWN. The connection to b broke. But: The vCPUs of the VM stand still on a.");
    }

    private static ClusterView view(@Nullable Decision decision) {
        return view(decision, List.of(), List.of());
    }

    private static ClusterView view(@Nullable Decision decision, List<Alarm> alarms, List<Note> notes) {
        return new ClusterView(
                new CycleReport(NOW, FLEET, decision, null, null, List.of(), alarms, notes), OBSERVATION);
    }

    private static Decision decision(@Nullable PlacementResult result, MigrationPlan plan) {
        return decision(null, result, plan);
    }

    private static Decision decision(
            @Nullable Overload overload, @Nullable PlacementResult result, MigrationPlan plan) {
        // Host b is likely to run short of CPU in the second step.
        ContentionForecast contention = ContentionForecast.builder(FLEET, NOW, Duration.ofMinutes(5), 2)
                .probability(0, 1, 1, 0.01)
                .probability(1, 0, 0, 0.2)
                .probability(1, 0, 1, 0.85)
                .build();
        RiskScore db =
                new RiskScore(Observed.DB, Observed.B, 0.0321, Resource.CPU, Duration.ofMinutes(10), 0.204, 0.85, 1);
        RiskScore web = new RiskScore(Observed.WEB, Observed.A, 0, Resource.CPU, Duration.ofMinutes(10), 0, 0, 1);
        return new Decision(
                plan,
                new Decision.Outlook(
                        FleetForecast.of(FLEET, 0, Collections.nCopies(4, null)),
                        contention,
                        new RiskReport(NOW, "shortfall", List.of(db, web)),
                        overload,
                        result == null ? null : new Decision.Search(problem(), result)));
    }

    private static PlacementProblem problem() {
        return PlacementProblem.of(
                Scenarios.of(FLEET, NOW, Duration.ofMinutes(5), 1, 1, (vm, resource, step, scenario) -> 0),
                ObjectiveWeights.CONTENTION_ONLY);
    }

    private static MigrationPlan twoMigrations() {
        PlannedMigration first = planned(0, Observed.WEB, Observed.A, Observed.B, Set.of());
        PlannedMigration second = planned(1, Observed.DB, Observed.B, Observed.A, Set.of(0));
        return new MigrationPlan(
                NOW,
                List.of(first, second),
                List.of(new MigrationPlan.Postponed(first.recommendation(), "No host has room on the way.")));
    }

    @Test
    void saysWhatNoPlacementCanHelp() {
        Overload overload = new Overload(Resource.CPU, 0.9, Duration.ofMinutes(35), 1.53);

        assertThat(ClusterText.plan(view(decision(overload, null, MigrationPlan.empty(NOW)))))
                .contains("All hosts together run short of cpu in 35 min (90 %), when 153 % of what they can serve is"
                        + " wanted: no placement helps, and nothing is migrated because of it.");
    }

    @Test
    void saysWhereNoHostServesAnything() {
        Overload overload = new Overload(Resource.CPU, 1, Duration.ofSeconds(1), Double.POSITIVE_INFINITY);

        assertThat(ClusterText.plan(view(decision(overload, null, MigrationPlan.empty(NOW)))))
                .contains("No host may serve cpu in 1 s: nothing is migrated because of it.");
    }

    @Test
    void showsTheHostsInATable() {
        assertThat(FleetTable.hosts(view(decision(null, MigrationPlan.empty(NOW))), FleetTable.Length.SHORT))
                .containsExactly(
                        "HOST  STATE      VMS    CPU  MEMORY  MOST LIKELY SHORT OF",
                        "a     available    1   50 %    25 %  memory in 10 min (1 %)",
                        "b     available    1  125 %    >0 %  cpu in 10 min (85 %)");
    }

    @Test
    void showsNoOutlookWhereThereIsNone() {
        assertThat(FleetTable.hosts(view(new Decision(MigrationPlan.empty(NOW), null)), FleetTable.Length.SHORT))
                .element(1)
                .isEqualTo("a     available    1   50 %    25 %");
    }

    @Test
    void showsTheVmsInATable() {
        assertThat(FleetTable.vms(view(null), FleetTable.Length.SHORT))
                .containsExactly(
                        "VM     HOST         CPU   MEMORY", //
                        "web 1  a     4.00 cores  4.0 GiB",
                        "db     b     10.0 cores        ?");
    }

    @Test
    void sumsACycleUpInOneLine() {
        assertThat(ClusterText.line(view(decision(null, twoMigrations()))))
                .isEqualTo("2026-11-22T18:00:00Z  2 hosts, 2 VMs, a 50 %, b 125 %; most likely short: b cpu in 10 min"
                        + " (85 %); planned: 2");
    }

    @Test
    void endsTheLineOfACycleWithTheAlarm() {
        Alarm twice = new Alarm.LeftOpen(
                "m-1",
                new Migration(Observed.DB, Observed.B, Observed.A),
                new ActualState(Observed.DB, Set.of(Observed.A, Observed.B), Set.of(), Set.of()));
        Note full = new Note.NotRemembered("The disk is full.");

        assertThat(ClusterText.line(view(new Decision(MigrationPlan.empty(NOW), null), List.of(twice), List.of(full))))
                .isEqualTo("2026-11-22T18:00:00Z  2 hosts, 2 VMs, a 50 %, b 125 %; ALARM: After a restart, VM db is not"
                        + " on exactly one host: it is active on [a, b], paused on [], and these hosts do not"
                        + " answer: [].; NOTE: The disk is full.");
    }

    @Test
    void saysInTheLineOfACycleWhyNothingWasSeen() {
        ClusterView blind = new ClusterView(
                new CycleReport(
                        NOW,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(new Note.NoTelemetry("b is silent."))),
                null);

        assertThat(ClusterText.line(blind)).isEqualTo("2026-11-22T18:00:00Z  No telemetry: b is silent.");
        assertThat(ClusterText.plan(blind)).containsExactly("No telemetry: b is silent.");
        assertThat(FleetTable.hosts(blind, FleetTable.Length.SHORT)).hasSize(1);
        assertThat(FleetTable.vms(blind, FleetTable.Length.SHORT)).isEmpty();
    }

    @Test
    void explainsAPlan() {
        assertThat(ClusterText.plan(view(decision(null, twoMigrations()))))
                .containsExactly(
                        "At risk: db on b, score 0.0321: 20.4 % of its cpu missing in 10 min",
                        "1. web 1 from a to b, at once: about 3.3 s, 42 ms of downtime",
                        "   - The rule apart is kept then, and is not now (by 1).",
                        "   - It gains the price of 2 migrations more than it costs.",
                        "2. db from b to a, in 1 min after 1.: about 3.3 s, 42 ms of downtime",
                        "   - The rule apart is kept then, and is not now (by 1).",
                        "   - It gains the price of 2 migrations more than it costs.",
                        "Postponed: web 1 to b: No host has room on the way.");
    }

    @Test
    void saysThatThereIsNothingToMigrate() {
        assertThat(ClusterText.plan(view(new Decision(MigrationPlan.empty(NOW), null))))
                .containsExactly("Nothing to migrate.");
    }

    @Test
    void saysWhichRulesContradictEachOther() {
        PlacementResult unchanged = new PlacementResult.Unchanged(
                new Placement(Map.of()),
                new Objective(1, Map.of()),
                Bound.NONE,
                List.of(new PolicyConflict(List.of("apart", "together"))));

        assertThat(ClusterText.plan(view(decision(unchanged, MigrationPlan.empty(NOW)))))
                .containsExactly(
                        "At risk: db on b, score 0.0321: 20.4 % of its cpu missing in 10 min",
                        "No placement keeps these policies together: apart, together.", "Nothing to migrate.");
    }

    @Test
    void noFigureStandsForAHostThatDoesNotAnswer() {
        Fleet fleet = Fleet.builder(NOW)
                .host(Host.of("a", 8, 64))
                .host(Host.of("b", 8, 64).withState(HostState.UNAVAILABLE))
                .build();
        ClusterView view =
                new ClusterView(new CycleReport(NOW, fleet, null, null, null, List.of(), List.of(), List.of()), null);

        assertThat(ClusterText.line(view)).endsWith("2 hosts, 0 VMs, a ?, b unavailable");
    }

    @Test
    void vmsAreCalledByTheirNamesAndToldApartByTheirIds() {
        VmId one = new VmId("6695eb01-f6a4-8304-79aa-97f2502e0001");
        VmId two = new VmId("7795eb01-f6a4-8304-79aa-97f2502e0001");
        Fleet fleet = Fleet.builder(NOW)
                .host(Host.of("a", 8, 64))
                .host(Host.of("b", 8, 64))
                .vm(Vm.of(one.value(), 1, 1).withName("db"), Observed.A)
                .vm(Vm.of(two.value(), 1, 1).withName("db"), Observed.A)
                .build();
        Note unclear = new Note.Held(new Hold.UnclearVm("policy apart", "db", Set.of(one, two), Set.of(one, two)));
        Note none = new Note.Held(new Hold.UnclearVm("vms", "bd", Set.of(), Set.of()));
        Note host = new Note.Held(new Hold.UnknownHost("policy few", "h9", Set.of(one)));
        Note twice = new Note.Held(new Hold.RunsTwice(two, Set.of(Observed.A, Observed.B)));
        MigrationPlan plan =
                new MigrationPlan(NOW, List.of(planned(0, two, Observed.A, Observed.B, Set.of())), List.of());
        ClusterView view = new ClusterView(
                new CycleReport(
                        NOW,
                        fleet,
                        new Decision(plan, null),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(unclear, none, host, twice, new Note.HostNotKnown(Observed.B))),
                null);

        assertThat(ClusterText.plan(view).get(0)).startsWith("1. db (7795eb01) from a to b, at once");
        assertThat(ClusterText.notes(view))
                .containsExactly(
                        "NOTE: \"db\" in policy apart fits several VMs: db (6695eb01), db (7795eb01); until that"
                                + " is clear, these stay where they are: db (6695eb01), db (7795eb01).",
                        "NOTE: \"bd\" in vms fits no VM.",
                        "NOTE: \"h9\" in policy few is no host of the fleet; until that is clear, these stay where they"
                                + " are: db (6695eb01).",
                        "NOTE: VM db (" + two
                                + ") is on a and b at once; until one copy is gone, it stays where it is.",
                        "NOTE: Host b has not answered yet: nothing is known of it, nor of VMs that may run there.");
    }
}
