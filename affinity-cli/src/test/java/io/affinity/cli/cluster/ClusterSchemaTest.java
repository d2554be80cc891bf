// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.output.JsonTree;
import io.affinity.cli.output.Schema;
import io.affinity.cli.output.SchemaFile;
import io.affinity.core.CycleReport;
import io.affinity.core.Note;
import io.affinity.core.advice.RulePrice;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Misplaced;
import io.affinity.core.balancing.Overload;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.RefusedStart;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.ledger.ForecasterAccuracy;
import io.affinity.core.ledger.LedgerSummary;
import io.affinity.core.outcome.DecidingRule;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.core.outcome.Interval;
import io.affinity.core.outcome.Rule;
import io.affinity.core.outcome.TrackTotals;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Strength;
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
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that have all that there can be fit the schemas, and the schemas have nothing that no document has. */
class ClusterSchemaTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final Migration MIGRATION = new Migration(Observed.DB, Observed.B, Observed.A);
    private static final ActualState STATE =
            new ActualState(Observed.DB, Set.of(Observed.A), Set.of(Observed.B), Set.of(Observed.B));

    @TempDir
    Path folder;

    private static List<Alarm> alarms() {
        return List.of(
                new Alarm.UnknownOutcome(
                        "m-1",
                        MIGRATION,
                        new MigrationOutcome.Unknown(new MigrationFailure.Unreachable(Observed.B, ""), ""),
                        STATE),
                new Alarm.RefutedVerification(
                        "m-2", MIGRATION, List.of(Doubt.of(Doubt.Kind.NOT_ON_TARGET, Observed.A))),
                new Alarm.LeftOpen("m-3", MIGRATION, null),
                new Alarm.NewerOwner(4, 5),
                new Alarm.JournalUnwritable("full"));
    }

    private static List<Note> notes() {
        return List.of(
                new Note.NoTelemetry("gone"),
                new Note.StaleObservation(AT),
                new Note.PastUnknown(3, "slow", true),
                new Note.ClockInDoubt(AT, AT, 2),
                new Note.NotStarted(new DroppedStart(MIGRATION, new DroppedStart.Cause.Expired(AT))),
                new Note.NotStarted(new DroppedStart(MIGRATION, new DroppedStart.Cause.Blind())),
                new Note.NotStarted(new DroppedStart(MIGRATION, new DroppedStart.Cause.Undecided())),
                new Note.NotStarted(new DroppedStart(MIGRATION, new DroppedStart.Cause.BackingOff(3, AT))),
                new Note.NotStarted(new DroppedStart(MIGRATION, new DroppedStart.Cause.HostBreaker(Observed.A, AT))),
                new Note.NotStarted(new DroppedStart(MIGRATION, new DroppedStart.Cause.FleetBreaker(AT))),
                new Note.GateRefused(new RefusedStart(
                        MIGRATION, new Closing.Refused("nights", new Gate.Refuse("too-light", "It is noon.")))),
                new Note.NotRemembered("full"),
                new Note.Held(new Hold.UnclearVm("policy apart", "bd", Set.of(Observed.DB), Set.of(Observed.DB))),
                new Note.Held(new Hold.UnknownHost("policy few", "h9", Set.of(Observed.DB))),
                new Note.Held(new Hold.RunsTwice(Observed.DB, Set.of(Observed.A, Observed.B))),
                new Note.HostNotKnown(Observed.B),
                new Note.RuleChanged("Forecasts did harm."),
                new Note.Learning(Duration.ZERO, Duration.ofHours(1)),
                new Note.DemandUnknown(List.of(Observed.DB), 2, null),
                new Note.NotMended(
                        List.of("apart"),
                        List.of(Observed.A),
                        List.of(new Misplaced(Observed.DB, Observed.B, Misplaced.Why.NO_TARGET))),
                new Note.PartBroke(Note.Part.DECISION, "broken"));
    }

    private static final PlacementResult IMPROVED = new PlacementResult.Improved(
            new Placement(Map.of()),
            new Objective(2, Map.of()),
            new Objective(1, Map.of(Objective.MIGRATIONS, 3.0)),
            new Bound(1, 2),
            List.of(),
            List.of(new PolicyConflict(List.of("apart", "together"))));

    private static ClusterView full() {
        return full(IMPROVED);
    }

    private static ClusterView full(PlacementResult result) {
        Observation seen = Observed.at(AT, 4, 0x1p32, 10, Double.NaN);
        PlannedMigration planned = new PlannedMigration(
                0,
                MIGRATION,
                new Recommendation(Observed.DB, Observed.B, Observed.A, List.of(new Reason.Gain(2))),
                new MigrationEstimate(Duration.ofSeconds(3), Duration.ofMillis(42), 1e8, 3, true),
                Duration.ofSeconds(90),
                Set.of(7));
        PlacementProblem problem = PlacementProblem.of(
                Scenarios.of(seen.fleet(), AT, Duration.ofMinutes(5), 1, 1, (vm, resource, step, scenario) -> 0),
                ObjectiveWeights.CONTENTION_ONLY);
        RiskScore risk =
                new RiskScore(Observed.DB, Observed.B, 0.03, Resource.CPU, Duration.ofMinutes(10), 0.2, 0.85, 1);
        Decision decision = new Decision(
                new MigrationPlan(
                        AT,
                        List.of(planned),
                        List.of(new MigrationPlan.Postponed(planned.recommendation(), "no room"))),
                new Decision.Outlook(
                        FleetForecast.of(seen.fleet(), 0, Collections.nCopies(4, null)),
                        ContentionForecast.builder(seen.fleet(), AT, Duration.ofMinutes(5), 2)
                                .probability(1, 0, 1, 0.85)
                                .build(),
                        new RiskReport(AT, "shortfall", List.of(risk)),
                        new Overload(Resource.CPU, 0.9, Duration.ofMinutes(35), 1.53),
                        new Decision.Search(problem, result)));
        MigrationReport ended = new MigrationReport(
                "m-5",
                planned,
                AT.minusSeconds(9),
                AT.minusSeconds(5),
                new MigrationOutcome.Completed(Duration.ofSeconds(4), Duration.ofMillis(40), 1e8),
                null);
        return new ClusterView(
                new CycleReport(AT, seen.fleet(), decision, accuracy(), outcome(), List.of(ended), alarms(), notes()),
                seen);
    }

    private static LedgerSummary accuracy() {
        return new LedgerSummary(
                List.of(new ForecasterAccuracy("auto", 4, 0.25, 0.5, 0.125, 0.75, Double.NaN)),
                3,
                0.125,
                Double.NaN,
                List.of());
    }

    private static DecisionSummary outcome() {
        Interval interval = new Interval(310, 260, 350);
        TrackTotals totals = new TrackTotals(90, 1.5, 20, 30, 24, 1);
        return new DecisionSummary(
                AT.minusSeconds(172_800),
                Duration.ofHours(47),
                Duration.ofHours(1),
                totals,
                totals,
                totals,
                new DecisionSummary.Recent(Duration.ofHours(24), 24, interval, interval, interval, interval),
                List.of(),
                new DecidingRule(Rule.REACTIVE, AT, null));
    }

    @Test
    void aCycleFits() throws IOException {
        StringWriter begin = new StringWriter();
        ClusterJson.write(AT, "automatic", begin);
        StringWriter cycle = new StringWriter();
        ClusterJson.write(full(), "automatic", cycle);
        StringWriter refused = new StringWriter();
        ClusterJson.write(full(new PlacementResult.Refused(new Placement(Map.of()), "It lies.")), "automatic", refused);
        StringWriter line = new StringWriter();
        ClusterJson.writeLine(full(), "automatic", line);
        StringWriter alarms = alarms("m-4");

        SchemaFile.assertFits(Schema.CYCLE, refused.toString());
        SchemaFile.assertFits(Schema.CYCLE, begin.toString());
        assertThat(line.toString().lines()).hasSize(1);
        assertThat(JsonTree.of(line.toString())).isEqualTo(JsonTree.of(cycle.toString()));
        SchemaFile.assertFits(Schema.CYCLE, cycle.toString());
        assertThat(SchemaFile.unseen(Schema.CYCLE, cycle.toString(), refused.toString(), alarms.toString()))
                .as("fields that nothing has")
                .isEmpty();
    }

    @Test
    void aPlanFits() throws IOException {
        StringWriter plan = new StringWriter();
        ClusterJson.writePlan(full(), List.of(new RulePrice("apart", Strength.hard(), 12, 0, 12.5)), plan);

        SchemaFile.assertFits(Schema.PLAN, plan.toString());
        assertThat(SchemaFile.unseen(Schema.PLAN, plan.toString())).isEmpty();
    }

    @Test
    void aStatusFitsWithWhatALoopLeft() throws IOException {
        Path file = folder.resolve("status.json");
        StringWriter cycle = new StringWriter();
        ClusterJson.write(full(), "automatic", cycle);
        Files.writeString(file, cycle.toString());
        JournalEntry open = new JournalEntry(AT, "m-4", MIGRATION, new JournalEntry.Event.Intended());
        LoopState loop = new LoopState(true, LoopStatus.read(file).orElseThrow(), List.of(open));

        StringWriter status = new StringWriter();
        ClusterJson.writeStatus(full(), loop, List.of(Observed.B), status);

        SchemaFile.assertFits(Schema.STATUS, status.toString());
        assertThat(SchemaFile.unseen(Schema.STATUS, status.toString())).isEmpty();
        assertThat(status.toString()).contains("\"seriesForecastByAReference\" : 3");
    }

    @Test
    void alarmsFitWhetherALoopTellsThemOrTheJournal() throws IOException {
        Path file = folder.resolve("status.json");
        StringWriter cycle = new StringWriter();
        ClusterJson.write(full(), "automatic", cycle);
        Files.writeString(file, cycle.toString());
        StringWriter ofLoop = new StringWriter();
        AlarmsJson.writeOfLoop(file, ofLoop);
        StringWriter open = alarms("m-4");

        SchemaFile.assertFits(Schema.ALARMS, ofLoop.toString());
        SchemaFile.assertFits(Schema.ALARMS, open.toString());
        assertThat(ofLoop.toString()).contains("\"loopRunning\" : true", "\"kind\" : \"refuted-verification\"");
        assertThat(open.toString()).contains("\"loopRunning\" : false", "\"kind\" : \"open\"");
    }

    private static StringWriter alarms(String id) throws IOException {
        StringWriter out = new StringWriter();
        AlarmsJson.writeOpen(
                List.of(new JournalEntry(AT, id, MIGRATION, new JournalEntry.Event.Intended())),
                VmNames.of(List.of()),
                out);
        return out;
    }
}
