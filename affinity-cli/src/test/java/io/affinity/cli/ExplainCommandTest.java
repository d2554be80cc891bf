// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.output.Schema;
import io.affinity.cli.output.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    private static final int STEPS = 4 * 288;

    @TempDir
    Path folder;

    /** Two VMs that follow sign-ins, one of which is told of, and one that does not. */
    private Path trace() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        double[] signIns = new double[STEPS + 4];
        double value = 0;
        for (int t = 0; t < signIns.length; t++) {
            value = 0.9 * value + random.nextDouble() - 0.5;
            signIns[t] = value;
        }
        StringBuilder header = new StringBuilder("vm,resource");
        StringBuilder web = new StringBuilder("web-1,cpu");
        StringBuilder db = new StringBuilder("db-1,cpu");
        StringBuilder lone = new StringBuilder("lone-1,cpu");
        StringBuilder activity = new StringBuilder("time,value\n");
        for (int t = 0; t < STEPS; t++) {
            header.append(",t").append(t);
            web.append(String.format(Locale.ROOT, ",%.4f", 3 + 0.5 * signIns[t] + 0.02 * random.nextDouble()));
            db.append(String.format(Locale.ROOT, ",%.4f", 2 + 0.3 * signIns[t] + 0.02 * random.nextDouble()));
            lone.append(String.format(Locale.ROOT, ",%.4f", 1 + random.nextDouble()));
            activity.append(start.plusSeconds(300L * t))
                    .append(',')
                    .append(100 + signIns[t + 4])
                    .append('\n');
        }
        Files.writeString(folder.resolve("sign-ins.csv"), activity);
        return Files.writeString(folder.resolve("trace.csv"), header + "\n" + web + "\n" + db + "\n" + lone + "\n");
    }

    /** Where traces without times begin. */
    private final Instant start = Instant.EPOCH;

    @Test
    void saysWhatAVmIsForecastToDemandAndWhatMovesWithIt() throws IOException {
        Path json = folder.resolve("web.json");
        Session session = Session.of("explain", "web-1", "--trace", trace().toString(), "--json", json.toString());

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out())
                .contains(
                        "web-1 on host-0, as of ",
                        "cpu: ",
                        "forecast by a model of its own (",
                        "80 % of the time within",
                        "Moves with:",
                        "  db-1, cpu: they peak together, at the same time (correlation ",
                        "No series from outside is known to move with it.",
                        "No announced event concerns it.",
                        "Written: ")
                .doesNotContain("lone-1");
        SchemaFile.assertFits(Schema.EXPLAIN, Files.readString(json));
        assertThat(Files.readString(json))
                .containsIgnoringWhitespaces(
                        "\"vm\" : \"web-1\"",
                        "\"basis\" : \"model\"",
                        "\"movesWith\" : [ { \"vm\" : \"db-1\"",
                        "\"lagSeconds\" : 0");
        assertThat(Session.of(
                                "explain",
                                "web-1",
                                "--trace",
                                folder.resolve("trace.csv").toString())
                        .out())
                .as("the same again")
                .isEqualTo(session.out().replaceAll("Written: .*\n", ""));
    }

    @Test
    void knowsTheEventsAndTheActivityOfAClusterFileThatIsNamed() throws IOException {
        Path trace = trace();
        Path config = Files.writeString(folder.resolve("affinity.yaml"), """
                hosts: [{name: a, uri: x}]
                events: [{kind: backup, cron: "0 3 * * *", duration: 40m, vms: [web-1]}]
                activity: [{name: sign-ins, file: sign-ins.csv}]
                """);
        Path json = folder.resolve("all.json");
        Session session = Session.of(
                "explain",
                "web-1",
                "--trace",
                trace.toString(),
                "--config",
                config.toString(),
                "--json",
                json.toString());

        assertThat(session.exitCode()).as(session.err()).isZero();
        SchemaFile.assertFits(Schema.EXPLAIN, Files.readString(json));
        assertThat(SchemaFile.unseen(Schema.EXPLAIN, Files.readString(json)))
                .as("fields that nothing has")
                .isEmpty();
        assertThat(session.out())
                .contains(
                        "Series from outside:",
                        "  sign-ins, cpu: rises with it, 20 min later (correlation ",
                        "; its models are given it.",
                        "Announced events:",
                        "  backup: next in ",
                        ", at most of magnitude 1.00 within a day.");

        Session lone = Session.of("explain", "lone-1", "--trace", trace.toString(), "--config", config.toString());
        assertThat(lone.out())
                .contains("No other VM is known to move with it.", "No series from outside is known to move with it.");
    }

    @Test
    void whatIsMistypedIsToldWithWhatWasMeant() throws IOException {
        Path trace = trace();
        assertThat(Session.of("explain", "wbe-1", "--trace", trace.toString()).errorLine())
                .contains("There is no VM (wbe-1); did you mean web-1?");
        assertThat(Session.of(
                                "explain",
                                "web-1",
                                "--trace",
                                folder.resolve("none.csv").toString())
                        .errorLine())
                .contains("none.csv");
        assertThat(Session.of("explain", "web-1", "--trace", trace.toString(), "--forecaster", "atuo")
                        .errorLine())
                .contains("No Forecaster has the name (atuo)");
        assertThat(Session.of("explain", "web-1", "--forecaster", "auto").errorLine())
                .contains("--forecaster (auto) must not be given without --trace");
        assertThat(Session.of("explain").exitCode()).isEqualTo(2);
        assertThat(Session.of("explain", "web-1", "--trace", trace.toString(), "--json", folder.toString())
                        .errorLine())
                .contains("is a folder; it must be a file");
    }

    @Test
    void aTraceThatIsTooShortIsRefused() throws IOException {
        Path trace = Files.writeString(folder.resolve("short.csv"), "vm,resource,t0,t1\nweb-1,cpu,1,2\n");

        assertThat(Session.of("explain", "web-1", "--trace", trace.toString()).errorLine())
                .contains("must have at least 12 steps; it has 2.");
    }

    @Test
    void aDayOfPlanetLabIsExplainedLikeAnyOther() {
        Session session = Session.of(
                "explain", "vm1", "--trace", SampleTraces.planetLab(folder, 3).toString());

        assertThat(session.exitCode()).as(session.err()).isZero();
        assertThat(session.out()).contains("vm1 on host-0, as of 2011-03-0", "forecast by a model of its own");
    }
}
