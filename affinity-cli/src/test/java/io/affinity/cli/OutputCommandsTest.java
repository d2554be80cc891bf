// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.output.JsonTree;
import io.affinity.cli.output.Schema;
import io.affinity.cli.output.SchemaFile;
import io.affinity.core.storage.FileJournal;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What commands print for programs, and that they leave nothing behind, where no host is needed to know. */
class OutputCommandsTest {

    @TempDir
    Path folder;

    private Path file;
    private Path state;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("cluster.yaml");
        state = folder.resolve("affinity-state");
        Files.writeString(
                file, "hosts: [{name: h1, uri: 'qemu+tls://h1/system'}, {name: h2, uri: 'qemu+tls://h2/system'}]\n");
    }

    private Session cluster(String... words) {
        return Session.of(Stream.concat(Stream.of(words), Stream.of("--config", file.toString()))
                .toArray(String[]::new));
    }

    private void journal(Event... events) throws IOException {
        Files.createDirectories(state);
        Files.writeString(
                state.resolve("status.json"),
                "{\"mode\": \"automatic\", \"hosts\": [{\"host\": \"h1\"}], \"vms\": [{\"vm\": \"1\", \"name\": \"web\"}]}\n");
        Migration migration = new Migration(new VmId("1"), new HostId("h1"), new HostId("h2"));
        try (FileJournal journal = FileJournal.open(state.resolve("journal"))) {
            long epoch = journal.claim();
            for (Event event : events) {
                journal.append(epoch, new JournalEntry(Instant.parse("2026-03-01T10:00:00Z"), "1-0", migration, event));
            }
        }
    }

    private void migrated() throws IOException {
        journal(
                new Event.Intended(),
                new Event.Ended(new MigrationOutcome.Completed(Duration.ofMillis(700), Duration.ofMillis(31), 9e6)),
                new Event.Checked(new Verification.Verified()));
    }

    /** The same tree in both forms, which fits the schema. */
    private static void assertPrograms(Schema schema, Session json, Session yaml) throws IOException {
        assertThat(json.err() + yaml.err()).isEmpty();
        SchemaFile.assertFits(schema, json.out());
        Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml.out());
        assertThat(String.valueOf(read)).isEqualTo(String.valueOf(JsonTree.of(json.out())));
    }

    @Test
    void alarmsOfTheJournal() throws IOException {
        journal(new Event.Intended());

        Session json = cluster("alarms", "-o", "json");

        assertThat(json.exitCode()).isEqualTo(1);
        assertPrograms(Schema.ALARMS, json, cluster("alarms", "-o", "yaml"));
        assertThat(json.out()).contains("\"kind\" : \"open\"", "\"name\" : \"web\"");
    }

    @Test
    void whatWasMigrated() throws IOException {
        migrated();

        Session json = cluster("history", "--output", "json", "--vm", "web");

        assertThat(json.exitCode()).isZero();
        assertPrograms(Schema.HISTORY, json, cluster("history", "-o", "yaml"));
        assertThat(cluster("history").out())
                .isEqualToNormalizingNewlines(
                        "2026-03-01T10:00:00Z  web from h1 to h2: done in 0.7 s, 31 ms of downtime, 9 MB, verified.\n"
                                + "1 migration: 1 done.\n");
    }

    @Test
    void historyIsReadBesideALoop() throws IOException {
        migrated();
        try (FileJournal loop = FileJournal.open(state.resolve("journal"))) {
            assertThat(loop.name()).isNotEmpty();
            assertThat(cluster("history", "--host", "h2").out()).contains("web from h1 to h2");
        }
    }

    @Test
    void aNameThatIsMistypedIsNoEmptyHistory() throws IOException {
        migrated();

        assertThat(cluster("history", "--host", "h3").errorLine())
                .contains("The host (h3) is none of the cluster file", "did you mean h1?");
        assertThat(cluster("history", "--vm", "wbe").errorLine())
                .contains("The VM (wbe) is none that the last cycle saw");
        assertThat(cluster("history", "--since", "yesterday").errorLine())
                .contains("--since (yesterday) must be a time ago such as 7d, or an instant such as 2026");
        assertThat(cluster("history", "--host", "h1", "--since", "1d").out()).contains("Nothing was migrated.");
    }

    @Test
    void whatWasChecked() throws IOException {
        Session json = cluster("check", "--offline", "-o", "json");

        assertThat(json.exitCode()).isZero();
        assertPrograms(Schema.CHECK, json, cluster("check", "--offline", "-o", "yaml"));
        assertThat(json.out()).contains("\"usable\" : true", "\"problems\" : [ ]");

        Files.writeString(file, "mode: auto\nhosts: [{name: h1, uri: 'http://foo'}]\n");
        Session wrong = cluster("check", "-o", "json");
        assertThat(wrong.exitCode()).isEqualTo(2);
        SchemaFile.assertFits(Schema.CHECK, wrong.out());
        assertThat(wrong.out()).contains("\"usable\" : false", "\"key\" : \"hosts[0].uri\"", "\"line\" : 2");
        assertThat(SchemaFile.unseen(Schema.CHECK, wrong.out())).isEmpty();
    }

    @Test
    void checkTellsBeforehandThatDaemonsCannotReachEachOther() throws IOException {
        Files.writeString(
                file, "hosts:\n- {name: h1, uri: 'qemu:///system'}\n- {name: h2, uri: 'qemu+tls://h2/system'}\n");

        Session session = cluster("check", "--offline");

        assertThat(session.exitCode()).isZero();
        assertThat(session.out())
                .contains("rights")
                .contains(file
                        + ":2: warning: hosts[0].uri: no other host can migrate to h1: qemu:///system works on that"
                        + " machine only; say its migration-uri, such as qemu+tls://h1/system.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://foo", "htpp://foo", "qemu+shh://h1/system", "qmeu:///system"})
    void aUriThatIsNoneOfLibvirtIsRefusedBeforeItIsTried(String uri) throws IOException {
        Files.writeString(file, "hosts: [{name: h1, uri: '" + uri + "'}]\n");

        assertThat(cluster("plan").errorLine())
                .contains(":1: hosts[0].uri: the URI (" + uri + ") must ")
                .doesNotContain("certificate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qemu:///system",
                "qemu+ssh://root@h1/system?no_tty=1",
                "qemu+unix:///system?socket=/x",
                "QEMU+TLS://h1/system",
                "xen:///",
                "an-alias"
            })
    void aUriOfLibvirtIsTaken(String uri) throws IOException {
        Files.writeString(file, "hosts: [{name: h1, uri: '" + uri + "'}]\n");

        assertThat(cluster("check", "--offline").exitCode()).isZero();
    }

    @Test
    void whatVmsWillDemand() throws IOException {
        String trace = new DailyTrace(48)
                .officeVms(1)
                .vm("silent", hour -> Double.NaN)
                .write(folder)
                .toString();
        String[] words = {
            "forecast", "--trace", trace, "--vm", "office-0", "--vm", "silent", "--forecaster", "persistence"
        };

        Session json = Session.of(with(words, "json"));

        assertThat(json.exitCode()).as(json.err()).isZero();
        assertPrograms(Schema.FORECAST, json, Session.of(with(words, "yaml")));
        assertThat(SchemaFile.unseen(Schema.FORECAST, json.out())).isEmpty();
    }

    private static String[] with(String[] words, String format) {
        return Stream.concat(Stream.of(words), Stream.of("-o", format)).toArray(String[]::new);
    }

    @Test
    void whetherPredictingPays() throws IOException {
        String trace = new DailyTrace(4 * 7 * 24).officeVms(3).write(folder).toString();
        Path beside = folder.resolve("o.json");

        Session json = Session.of(
                "backtest",
                "--trace",
                trace,
                "--forecasters",
                "holt-winters",
                "--origins",
                "4",
                "-o",
                "json",
                "--json",
                beside.toString());

        assertThat(json.exitCode()).as(json.err()).isZero();
        SchemaFile.assertFits(Schema.BACKTEST, json.out());
        assertThat(SchemaFile.unseen(Schema.BACKTEST, json.out())).isEmpty();
        assertThat(Files.readString(beside)).isEqualTo(json.out());
        assertThat(json.err()).as("nothing but JSON is on the standard output").contains("Written: " + beside);
    }

    @Test
    void commandsThatChangeNothingMakeNoStateFolder() {
        for (List<String> words : List.of(
                List.of("alarms"),
                List.of("history"),
                List.of("check", "--offline"),
                List.of("resolve", "db"),
                List.of("evacuate", "h1", "--undo"))) {
            Session session = cluster(words.toArray(String[]::new));
            assertThat(session.exitCode()).as(words + session.err()).isZero();
            assertThat(state).as(words.toString()).doesNotExist();
        }
    }

    @Test
    void aFormatThatIsMistypedNamesThoseThatThereAre() {
        assertThat(cluster("alarms", "-o", "jsno").errorLine())
                .contains("(jsno) must be table, json or yaml; did you mean json?");
        assertThat(cluster("plan", "--json").errorLine()).contains("Unknown option: '--json'; -o json prints JSON");
    }
}
