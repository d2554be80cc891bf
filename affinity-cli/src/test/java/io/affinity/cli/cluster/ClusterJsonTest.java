// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.affinity.cli.output.Schema;
import io.affinity.cli.output.SchemaFile;
import io.affinity.core.CycleReport;
import io.affinity.core.Note;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Misplaced;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.RefusedStart;
import io.affinity.core.ledger.ForecasterAccuracy;
import io.affinity.core.ledger.LedgerSummary;
import io.affinity.core.outcome.DecidingRule;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.core.outcome.Interval;
import io.affinity.core.outcome.Rule;
import io.affinity.core.outcome.TrackTotals;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.telemetry.Observation;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Programs read it: what is documented must not change. */
class ClusterJsonTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void tellsWhatWasSeenAndWhatIsPlanned() throws IOException {
        Observation seen = Observed.at(AT, 1, 0x1p30, 2, Double.NaN);
        Decision decision =
                new Decision(new MigrationPlan(AT, List.of(toB(0, Set.of()), toB(1, Set.of(0))), List.of()), null);
        LedgerSummary accuracy = new LedgerSummary(
                List.of(new ForecasterAccuracy("auto", 4, 0.25, 0.5, 0.125, 0.75, Double.NaN)),
                3,
                0.125,
                Double.NaN,
                List.of());

        String json = json(new ClusterView(
                new CycleReport(
                        AT,
                        seen.fleet(),
                        decision,
                        accuracy,
                        null,
                        List.of(),
                        List.of(),
                        List.of(new Note.NotRemembered("The disk is full."))),
                seen));

        assertThat(json)
                .isEqualToIgnoringWhitespace("""
                {
                  "schema": "plan/1",
                  "at": "2026-03-01T10:00:00Z",
                  "mode": "plan",
                  "alarms": [],
                  "notes": [{"kind": "not-remembered", "text": "The disk is full."}],
                  "hosts": [
                    {"host": "a", "state": "available", "vms": 1, "utilization": {"cpu": 0.125, "memory": 0.0625}},
                    {"host": "b", "state": "available", "vms": 1, "utilization": {"cpu": 0.25, "memory": null}}
                  ],
                  "vms": [
                    {"vm": "web 1", "name": "web 1", "host": "a", "demand": {"cpu": 1.0, "memory": 1.073741824E9}},
                    {"vm": "db", "name": "db", "host": "b", "demand": {"cpu": 2.0, "memory": null}}
                  ],
                  "accuracy": {"sentence": "Forecasts of 4 series, as hosts add them up: ; 75 % of what came was within the 80 % intervals. Of 3, a reference is believed instead.", "brier": 0.125, "persistenceBrier": null, "seriesForecastByAReference": 3,
                    "forecasters": [
                      {"name": "auto", "series": 4, "pinball": 0.25, "skillOverPersistence": 0.5, "pooledSkill": 0.125,
                       "coverage80": 0.75, "coverage95": null}
                    ]},
                  "risks": [],
                  "migrations": [
                    {
                      "number": 0, "vm": "web 1", "name": "web 1", "source": "a", "target": "b",
                      "startAfterSeconds": 1.5, "elapsedSeconds": 5.0, "downtimeSeconds": 0.1,
                      "dependsOn": [], "late": false, "reasons": ["It gains the price of 1 migration more than it costs."]
                    },
                    {
                      "number": 1, "vm": "web 1", "name": "web 1", "source": "a", "target": "b",
                      "startAfterSeconds": 1.5, "elapsedSeconds": 5.0, "downtimeSeconds": 0.1,
                      "dependsOn": [0], "late": false, "reasons": ["It gains the price of 1 migration more than it costs."]
                    }
                  ],
                  "postponed": []
                }
                """.replace("\": ", "\" : ").replace("[]", "[ ]"));
    }

    @Test
    void tellsWhatIsHeldAndWhy() throws IOException {
        Fleet fleet = Fleet.builder(AT)
                .host(Host.of("a", 8, 64))
                .vm(Vm.of("1", 1, 1).withName("db"), new HostId("a"))
                .build();
        List<Note> notes = List.of(
                new Note.Held(new Hold.UnclearVm("policy apart", "bd", Set.of(new VmId("1")), Set.of(new VmId("1")))),
                new Note.Held(new Hold.UnknownHost("policy few", "h9", Set.of())),
                new Note.Held(new Hold.RunsTwice(new VmId("1"), Set.of(new HostId("a"), new HostId("b")))),
                new Note.HostNotKnown(new HostId("b")));

        String json =
                json(new ClusterView(new CycleReport(AT, fleet, null, null, null, List.of(), List.of(), notes), null));

        assertThat(json.replaceAll("\\s+", " "))
                .contains(
                        "\"kind\" : \"held\", \"cause\" : \"unclear-vm\", \"said\" : \"policy apart\", \"named\" : \"bd\","
                                + " \"candidates\" : [ { \"vm\" : \"1\", \"name\" : \"db\" } ],"
                                + " \"vms\" : [ { \"vm\" : \"1\", \"name\" : \"db\" } ]")
                .contains(
                        "\"kind\" : \"held\", \"cause\" : \"unknown-host\", \"said\" : \"policy few\", \"named\" : \"h9\","
                                + " \"vms\" : [ ]")
                .contains("\"kind\" : \"held\", \"cause\" : \"runs-twice\", \"hosts\" : [ \"a\", \"b\" ],"
                        + " \"vms\" : [ { \"vm\" : \"1\", \"name\" : \"db\" } ]")
                .contains("\"kind\" : \"host-not-known\", \"host\" : \"b\"");
    }

    @Test
    void isAnObjectEvenIfNothingWasSeen() throws IOException {
        String json = json(new ClusterView(
                new CycleReport(
                        AT,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(new Note.NoTelemetry("No host answers. a: gone"))),
                null));

        assertThat(json).isEqualToIgnoringWhitespace("""
                {
                  "schema" : "plan/1",
                  "at" : "2026-03-01T10:00:00Z",
                  "mode" : "plan",
                  "alarms" : [ ],
                  "notes" : [ { "kind" : "no-telemetry", "text" : "No telemetry: No host answers. a: gone" } ],
                  "hosts" : [ ],
                  "vms" : [ ]
                }
                """);
    }

    @Test
    void tellsWhatADecisionLacksAsData() throws IOException {
        HostId host = new HostId("a");
        VmId vm = new VmId("db");
        Migration migration = new Migration(vm, host, new HostId("b"));
        List<Note> notes = List.of(
                new Note.Learning(Duration.ofMinutes(12), Duration.ofHours(1)),
                new Note.DemandUnknown(List.of(vm), 2, AT),
                new Note.DemandUnknown(List.of(vm), 2, null),
                new Note.NotMended(
                        List.of("apart"), List.of(host), List.of(new Misplaced(vm, host, Misplaced.Why.NO_TARGET))),
                new Note.PartBroke(Note.Part.DECISION, "broken"),
                new Note.NotStarted(new DroppedStart(migration, new DroppedStart.Cause.Undecided())));

        String json =
                json(new ClusterView(new CycleReport(AT, null, null, null, null, List.of(), List.of(), notes), null));

        assertThat(json)
                .containsIgnoringWhitespaces(
                        "{ \"kind\" : \"learning\", \"known\" : 720.0, \"needed\" : 3600.0,",
                        "{ \"kind\" : \"demand-unknown\", \"vms\" : 1, \"of\" : 2, \"unknown\" : [ { \"vm\" : \"db\", \"name\" : \"db\" } ],"
                                + " \"knownUntil\" : \"2026-03-01T10:00:00Z\",",
                        "\"knownUntil\" : null,",
                        "{ \"kind\" : \"not-mended\", \"rules\" : [ \"apart\" ], \"hosts\" : [ \"a\" ],"
                                + " \"vms\" : [ { \"vm\" : \"db\", \"name\" : \"db\", \"host\" : \"a\", \"why\" : \"no-target\" } ],",
                        "{ \"kind\" : \"part-broke\", \"part\" : \"decision\",",
                        "\"cause\" : \"undecided\"");
    }

    @Test
    void tellsAlarmsAsData() throws IOException {
        Migration migration = new Migration(new VmId("db"), new HostId("a"), new HostId("b"));
        ActualState state = new ActualState(
                migration.vm(), Set.of(new HostId("a")), Set.of(new HostId("c")), Set.of(new HostId("b")));
        List<Alarm> alarms = List.of(
                new Alarm.UnknownOutcome(
                        "m-1",
                        migration,
                        new MigrationOutcome.Unknown(new MigrationFailure.Unreachable(new HostId("b"), ""), ""),
                        state),
                new Alarm.RefutedVerification(
                        "m-2", migration, List.of(Doubt.of(Doubt.Kind.NOT_ON_TARGET, new HostId("b")))),
                new Alarm.LeftOpen("m-3", migration, null),
                new Alarm.NewerOwner(4, 5));
        Note refused = new Note.GateRefused(new RefusedStart(
                migration, new Closing.Refused("nights", new Gate.Refuse("too-light", "It is noon."))));

        String json = json(new ClusterView(
                new CycleReport(AT, null, null, null, null, List.of(), alarms, List.of(refused)), null));

        assertThat(json).isEqualToIgnoringWhitespace("""
                {
                  "schema" : "plan/1",
                  "at" : "2026-03-01T10:00:00Z",
                  "mode" : "plan",
                  "alarms" : [ {
                    "kind" : "unknown-outcome", "migration" : "m-1", "vm" : "db", "name" : "db", "source" : "a", "target" : "b",
                    "trouble" : "held", "activeOn" : [ "a" ], "pausedOn" : [ "c" ], "silent" : [ "b" ],
                    "stopsAll" : true,
                    "text" : "The outcome of migration m-1 of VM db is unknown (Host b does not answer.); it is active on [a], paused on [c], and these hosts do not answer: [b]."
                  }, {
                    "kind" : "refuted-verification", "migration" : "m-2", "vm" : "db", "name" : "db", "source" : "a", "target" : "b",
                    "doubts" : [ { "kind" : "not-on-target", "hosts" : [ "b" ], "detail" : "" } ],
                    "stopsAll" : false,
                    "text" : "Migration m-2 of VM db was reported complete, but: The VM does not run on b."
                  }, {
                    "kind" : "left-open", "migration" : "m-3", "vm" : "db", "name" : "db", "source" : "a", "target" : "b",
                    "trouble" : "not-asked",
                    "stopsAll" : false,
                    "text" : "After a restart, VM db is not on exactly one host: its hosts could not be asked."
                  }, {
                    "kind" : "newer-owner", "epoch" : 4, "newestEpoch" : 5,
                    "stopsAll" : true,
                    "text" : "Another controller has taken over the journal (epoch 5 after ours, 4), and looks after what is under way."
                  } ],
                  "notes" : [ {
                    "kind" : "gate-refused", "vm" : "db", "name" : "db", "source" : "a", "target" : "b", "gate" : "nights",
                    "reason" : "too-light",
                    "text" : "The gate nights does not let db go from a to b (too-light): It is noon."
                  } ],
                  "hosts" : [ ],
                  "vms" : [ ]
                }
                """);
    }

    /** Programs get what was said, to the last half of a character; a terminal gets nothing that it obeys. */
    @Test
    void isPrintableWhateverWasSaid() throws IOException {
        ClusterView view =
                new ClusterView(new CycleReport(AT, null, null, null, null, List.of(), List.of(), List.of()), null);
        String said = "a\u001b[2J\u009b31m\u202e\ud800\udb40\udc41\n\u2028\"\\";

        String json = status(view, true, new LoopStatus(AT, "automatic", said, null));

        assertThat(json).matches("[ -~\\n]*");
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (!"outcome".equals(parser.currentName()) || parser.currentToken() != JsonToken.VALUE_STRING) {
                parser.nextToken();
            }
            assertThat(parser.getText()).isEqualTo(said);
        }
    }

    @Test
    void saysWhetherALoopLooksAfterTheHosts() throws IOException {
        ClusterView view =
                new ClusterView(new CycleReport(AT, null, null, null, null, List.of(), List.of(), List.of()), null);

        assertThat(status(view, false, null))
                .contains("\"running\" : false", "\"mode\" : null", "\"lastCycleAt\" : null", "\"accuracy\" : null");
        assertThat(status(view, true, new LoopStatus(AT.minusSeconds(900), "automatic", "Avoided much.", null)))
                .contains(
                        "\"running\" : true",
                        "\"outcome\" : \"Avoided much.\"",
                        "\"mode\" : \"automatic\"",
                        "\"lastCycleAt\" : \"2026-03-01T09:45:00Z\"",
                        "\"toBeEmptied\" : [ \"b\" ]");
    }

    @Test
    void saysWhatDecisionsWereWorth() throws IOException {
        DecisionSummary.Recent recent = new DecisionSummary.Recent(
                Duration.ofHours(24),
                24,
                new Interval(310, 260, 350),
                new Interval(-12, -20, 3),
                new Interval(38, 20, 60),
                new Interval(-4, -9, 1));
        DecisionSummary outcome = new DecisionSummary(
                AT.minusSeconds(172800),
                Duration.ofHours(47),
                Duration.ofHours(1),
                new TrackTotals(90, 1.5, 20, 30, 24, 1),
                new TrackTotals(500, 8, 18, 0, 0, 0),
                new TrackTotals(80, 1.25, 21, 60, 50, 0),
                recent,
                List.of(),
                new DecidingRule(Rule.REACTIVE, AT.minusSeconds(3600), null));
        Fleet seen = Observed.at(AT, 1, 0x1p30, 2, 0x1p30).fleet();

        String json = json(
                new ClusterView(new CycleReport(AT, seen, null, null, outcome, List.of(), List.of(), List.of()), null));

        assertThat(json.replaceAll("\\s+", " "))
                .contains(
                        "\"sentence\" : \"In 24 hours, 24 migrations avoided 310 VM minutes of contention, 80 % interval"
                                + " 260 to 350. That is 12 less than the reactive rule would have avoided, 80 % interval"
                                + " -3 to 20. Forecasts did harm: the reactive rule decides since"
                                + " 2026-03-01T09:00:00Z.\"",
                        "\"accountedSeconds\" : 169200, \"missedSeconds\" : 3600, \"decides\" : \"reactive\"",
                        "\"stay\" : { \"contentionMinutes\" : 500.0, \"hostHoursActive\" : 18.0, \"migrations\" : 0,"
                                + " \"migrationCost\" : 0.0 }",
                        "\"avoidedByMigratingMinutes\" : { \"estimate\" : 310.0, \"low\" : 260.0, \"high\" : 350.0 }");
    }

    private static String status(ClusterView view, boolean isRunning, @Nullable LoopStatus last) throws IOException {
        StringWriter out = new StringWriter();
        ClusterJson.writeStatus(view, new LoopState(isRunning, last, List.of()), List.of(new HostId("b")), out);
        SchemaFile.assertFits(Schema.STATUS, out.toString());
        return out.toString();
    }

    private static PlannedMigration toB(int number, Set<Integer> dependsOn) {
        Migration migration = new Migration(Observed.WEB, Observed.A, Observed.B);
        return new PlannedMigration(
                number,
                migration,
                new Recommendation(Observed.WEB, Observed.A, Observed.B, List.of(new Reason.Gain(1))),
                new MigrationEstimate(Duration.ofSeconds(5), Duration.ofMillis(100), 1e8, 3, true),
                Duration.ofMillis(1500),
                dependsOn);
    }

    private static String json(ClusterView view) throws IOException {
        StringWriter out = new StringWriter();
        ClusterJson.writePlan(view, out);
        SchemaFile.assertFits(Schema.PLAN, out.toString());
        return out.toString();
    }
}
