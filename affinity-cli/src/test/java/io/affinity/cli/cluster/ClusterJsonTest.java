package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.CycleReport;
import io.affinity.core.balancing.Decision;
import io.affinity.core.ledger.LedgerSummary;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.telemetry.Observation;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Programs read it: what is documented must not change. */
class ClusterJsonTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void tellsWhatWasSeenAndWhatIsPlanned() throws IOException {
        Observation seen = Observed.at(AT, 1, 0x1p30, 2, Double.NaN);
        Decision decision =
                new Decision(new MigrationPlan(AT, List.of(toB(0, Set.of()), toB(1, Set.of(0))), List.of()), null);
        LedgerSummary accuracy = new LedgerSummary(List.of(), 3, 0.125, Double.NaN, List.of());

        String json = json(new ClusterView(
                new CycleReport(AT, seen.fleet(), decision, accuracy, null, List.of(), "Host b does not answer."),
                seen));

        assertThat(json)
                .isEqualToIgnoringWhitespace("""
                {
                  "at": "2026-03-01T10:00:00Z",
                  "mode": "plan",
                  "alarm": "Host b does not answer.",
                  "hosts": [
                    {"host": "a", "state": "available", "vms": 1, "utilization": {"cpu": 0.125, "memory": 0.0625}},
                    {"host": "b", "state": "available", "vms": 1, "utilization": {"cpu": 0.25, "memory": null}}
                  ],
                  "placement": {"web 1": "a", "db": "b"},
                  "accuracy": {"brier": 0.125, "persistenceBrier": null, "seriesForecastByAReference": 3},
                  "risks": [],
                  "migrations": [
                    {
                      "number": 0, "vm": "web 1", "source": "a", "target": "b",
                      "startAfterSeconds": 1.5, "elapsedSeconds": 5.0, "downtimeSeconds": 0.1,
                      "dependsOn": [], "reasons": ["gain, its cost paid: worth 1 migrations"]
                    },
                    {
                      "number": 1, "vm": "web 1", "source": "a", "target": "b",
                      "startAfterSeconds": 1.5, "elapsedSeconds": 5.0, "downtimeSeconds": 0.1,
                      "dependsOn": [0], "reasons": ["gain, its cost paid: worth 1 migrations"]
                    }
                  ]
                }
                """.replace("\": ", "\" : ").replace("[]", "[ ]"));
    }

    @Test
    void isAnObjectEvenIfNothingWasSeen() throws IOException {
        String json = json(new ClusterView(
                new CycleReport(AT, null, null, null, null, List.of(), "No host answers. a: gone"), null));

        assertThat(json).isEqualToIgnoringWhitespace("""
                {
                  "at" : "2026-03-01T10:00:00Z",
                  "mode" : "plan",
                  "alarm" : "No host answers. a: gone",
                  "hosts" : [ ],
                  "placement" : { }
                }
                """);
    }

    @Test
    void saysWhetherALoopLooksAfterTheHosts() throws IOException {
        ClusterView view = new ClusterView(new CycleReport(AT, null, null, null, null, List.of(), ""), null);
        Duration step = Duration.ofMinutes(5);

        assertThat(status(view, null, step)).contains("\"loop\" : null");
        assertThat(status(view, new LoopStatus(AT.minusSeconds(900), "automatic"), step))
                .contains(
                        "\"running\" : true", "\"mode\" : \"automatic\"", "\"lastCycleAt\" : \"2026-03-01T09:45:00Z\"");
        assertThat(status(view, new LoopStatus(AT.minusSeconds(901), "automatic"), step))
                .contains("\"running\" : false");
    }

    private static String status(ClusterView view, LoopStatus loop, Duration step) throws IOException {
        StringWriter out = new StringWriter();
        ClusterJson.write(view, loop, step, out);
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
        ClusterJson.write(view, "plan", out);
        return out.toString();
    }
}
