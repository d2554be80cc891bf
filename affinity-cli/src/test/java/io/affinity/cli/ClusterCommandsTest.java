// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.storage.FileJournal;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands for real hosts say where no host is needed to know better. */
class ClusterCommandsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "status", "plan", "history", "explain", "evacuate"})
    void explainThemselves(String command) {
        Session session = Session.of(command, "--help");

        assertThat(session.exitCode()).isZero();
        assertThat(session.out()).contains("--config", "affinity.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "status", "plan"})
    void sayThatTheFileIsMissing(String command) {
        Session session =
                Session.of(command, "--config", folder.resolve("none.yaml").toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("none.yaml: there is no such file");
    }

    @Test
    void sayWhereTheFileIsWrong() throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default', cpus: 4}]");

        Session session = Session.of("plan", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("hosts[0].cpus: is not known; the keys here are name, uri");
    }

    @Test
    void evacuatesHostsOfTheFileOnly() throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default'}]");

        Session session = Session.of("evacuate", "b", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("The host (b) must be one of [a].");
    }

    @Test
    void refuseAModeThatDoesNotExist() throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default'}]");

        Session session = Session.of("run", "--mode", "fast", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("The mode (fast) must be observe, recommend or automatic");
        assertThat(Session.of("run", "--mode", "auto", "--config", file.toString())
                        .errorLine())
                .endsWith("must be observe, recommend or automatic; did you mean automatic?");
    }

    @Test
    void suggestTheFileThatIsThere() throws IOException {
        file("hosts: [{name: a, uri: 'test:///default'}]");

        Session session =
                Session.of("plan", "--config", folder.resolve("cluster.yml").toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .contains("cluster.yml: there is no such file; maybe --config ")
                .endsWith("cluster.yaml is meant.");
    }

    @ParameterizedTest
    @CsvSource({
        "plan, --sample, 0, The sample time (0)",
        "plan, --sample, 2000000000, must be at least 1 and at most 3600",
        "run, --cycles, 0, The number of cycles (0) must be at least 1",
        "run, --cycles, -1, The number of cycles (-1) must be at least 1",
        "simulate, --hosts, 2000000000, The number of hosts (2000000000) must be at least 1 and at most 100000",
        "simulate, --hosts, 1e3, Invalid value for option '--hosts'",
    })
    void refuseNumbersThatAreAbsurd(String command, String option, String value, String message) {
        Session session = Session.of(command, option, value);

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"--look, 11", "--look, 2000000000", "--timeout, 0"})
    void refuseTimesOfAnEvacuationThatAreAbsurd(String option, String value) throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default'}]");

        Session session = Session.of("evacuate", "a", option, value, "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("(" + value + ") must be at least ");
    }

    @Test
    void refuseAStateFolderOfAnotherCluster() throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default'}]");
        Path state = Files.createDirectory(folder.resolve("affinity-state"));
        Files.writeString(
                state.resolve("status.json"),
                "{\"risks\": [{\"host\": \"a\"}], \"hosts\": [{\"host\": \"x1\", \"vms\": 1}, {\"host\": \"x2\"}]}");

        for (String command : List.of("run", "plan", "status", "alarms")) {
            Session session = Session.of(command, "--config", file.toString());
            assertThat(session.exitCode()).as(command).isEqualTo(2);
            assertThat(session.errorLine())
                    .contains("is that of another cluster, with the hosts x1, x2; name another one");
        }
        assertThat(Session.of("check", "--offline", "--config", file.toString()).out())
                .contains("is that of another cluster");
    }

    @Test
    void resolveOnlyVmsThatAnAlarmIsAbout() throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default'}]");
        assertThat(Session.of("resolve", "dbb", "--config", file.toString()).out())
                .contains("Nothing is open of dbb.");
        Migration migration = new Migration(new VmId("db"), new HostId("a"), new HostId("b"));
        Files.createDirectory(folder.resolve("affinity-state"));
        try (FileJournal journal =
                FileJournal.openIfFree(folder.resolve("affinity-state/journal")).orElseThrow()) {
            journal.append(
                    journal.claim(),
                    new JournalEntry(Instant.EPOCH, "m1", migration, new JournalEntry.Event.Intended()));
        }

        Session session = Session.of("resolve", "dbb", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .contains("The VM (dbb) must be one that an alarm is about, of [db]; did you mean db?");
        assertThat(Session.of("resolve", "db", "--config", file.toString()).out())
                .contains("What was open of db is closed.");
    }

    @Test
    void checkNamesAllThatIsWrong() throws IOException {
        Path file = file("""
            hosts: [{name: a, uri: 'test:///default'}]
            mode: auto
            prediction: {scenarios: 2e9}
            """);

        Session session = Session.of("check", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.err()).isEmpty();
        assertThat(session.out().lines())
                .anyMatch(line -> line.matches(".*  wrong  2 mistakes, see below"))
                .anyMatch(line -> line.startsWith(file + ":2: mode: must be observe"))
                .anyMatch(line -> line.startsWith(file + ":3: prediction.scenarios: must be a whole number"));
        Session start = Session.of("run", "--config", file.toString());
        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.errorLine())
                .startsWith("affinity: " + file + ":2: mode: must be")
                .endsWith("(and 1 more; \"affinity check\" names them all)");
    }

    @Test
    void checkIsContentWithoutTheHosts() throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default'}]");

        Session session = Session.of("check", "--offline", "--config", file.toString());

        assertThat(session.exitCode()).isZero();
        assertThat(session.out().strip())
                .endsWith(file + ": all is well: 1 host, 0 policies; the hosts were not asked.");
        assertThat(folder.resolve("affinity-state")).doesNotExist();
    }

    @Test
    void checkReadsFilesOfEventsAndActivityWithoutTheHostsAndTellsWhatItDidNotAsk() throws IOException {
        Files.writeString(folder.resolve("jobs"), "0 25 * * * root backup\n");
        Files.writeString(folder.resolve("b.timer"), "[Timer]\nOnCalendar=dayly\n");
        Files.writeString(folder.resolve("feed.json"), "{\"id\": \"a\"}\n");
        Files.writeString(folder.resolve("cal.ics"), "BEGIN:VCALENDAR\n");
        Files.writeString(folder.resolve("sign-ins.csv"), "time,value\nyesterday,1\n");
        Path file = file("""
            hosts: [{name: a, uri: 'test:///default'}]
            events:
              - {cron: "0 3 * * *", kind: x, duration: 5m}
              - {crontab: jobs, kind: x, duration: 5m}
              - {timer: b.timer, kind: x, duration: 5m}
              - {feed: feed.json}
              - {ical: cal.ics}
              - {feed: none.json}
              - {feed: 'http://127.0.0.1:1/events'}
            activity:
              - {name: sign-ins, file: sign-ins.csv}
              - {name: orders, url: 'http://127.0.0.1:1', query: orders}
            """);

        Session wrong = Session.of("check", "--offline", "--config", file.toString());

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(problems(wrong).map(line -> line.replace(folder + "/", "")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("cluster.yaml:4: events[1].crontab: jobs:1: the hour (\"25\")"),
                        line -> assertThat(line).startsWith("cluster.yaml:5: events[2].timer: b.timer:2: "),
                        line -> assertThat(line).startsWith("cluster.yaml:6: events[3].feed: feed.json:1: "),
                        line -> assertThat(line).startsWith("cluster.yaml:7: events[4].ical: cal.ics:"),
                        line -> assertThat(line)
                                .startsWith("cluster.yaml:8: events[5].feed: none.json: it cannot be read:"),
                        line -> assertThat(line).startsWith("cluster.yaml:11: activity[0].file: sign-ins.csv:2: "));

        Path right = file("""
            hosts: [{name: a, uri: 'test:///default'}]
            events: [{feed: 'http://127.0.0.1:1/events'}, {cron: "0 3 * * *", kind: x, duration: 5m}]
            activity: [{name: orders, url: 'http://127.0.0.1:1', query: orders}]
            """);
        assertThat(Session.of("check", "--offline", "--config", right.toString())
                        .out()
                        .strip())
                .endsWith(
                        right + ": all is well: 1 host, 0 policies; the hosts were not asked, nor were the 2 addresses"
                                + " of events and activity.");
        assertThat(folder.resolve("affinity-state")).doesNotExist();
    }

    @Test
    void checkNamesAFileThatIsMissingOnce() {
        Path file = folder.resolve("none.yaml");

        assertThat(Session.of("check", "--config", file.toString()).out().strip())
                .endsWith(file + ": there is no such file; --config FILE names another.");
    }

    @Test
    void checkNamesAPlugInThatIsNotThere() throws IOException {
        Path file = file("hosts: [{name: a, uri: 'test:///default'}]\nplug-ins: {solver: magic}\n");

        Session session = Session.of("check", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.out()).contains("plug-ins: No PlacementSolver has the name (magic).");
    }

    @Test
    void checkSaysWhatIsNoFile() throws IOException {
        for (String text : List.of("", "# nothing\n", "just words\n", "\u0000\u0001", "hosts:\n\t- a\n")) {
            Path file = file(text);
            Session session = Session.of("check", "--config", file.toString());
            assertThat(session.exitCode()).as(text).isEqualTo(2);
            assertThat(problems(session)).as(text).hasSize(1);
        }
        assertThat(Session.of("check", "--config", folder.toString()).out()).contains("must be a file, not a folder");
    }

    /** What is wrong, line by line, below the table of what was checked. */
    private static Stream<String> problems(Session check) {
        return check.out().lines().dropWhile(line -> !line.isEmpty()).skip(1);
    }

    private Path file(String text) throws IOException {
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(file, text);
        return file;
    }
}
