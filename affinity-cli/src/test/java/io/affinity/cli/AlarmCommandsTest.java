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
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code affinity alarms} and {@code affinity resolve}, beside a loop and without one. */
class AlarmCommandsTest {

    private static final Migration OPEN = new Migration(new VmId("db"), new HostId("a"), new HostId("b"));
    private static final String TOLD = """
            { "at": "2026-03-01T10:00:00Z", "mode": "automatic",
              "alarms": [ { "kind": "left-open", "vm": "db", "source": "a", "target": "b", "text": "Look after db." },
                          { "kind": "newer-owner", "epoch": 1, "text": "Another one is here." } ],
              "notes": [ { "kind": "not-mended", "vms": [ { "vm": "web" } ], "text": "No alarm." } ] }
            """;

    @TempDir
    Path folder;

    private Path config;
    private Path state;

    @BeforeEach
    void writeFile() throws IOException {
        state = folder.resolve("state");
        config = folder.resolve("cluster.yaml");
        Files.writeString(config, "hosts: [{name: a, uri: 'test:///default'}]\nstate: " + state + "\n");
    }

    private Session run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = config.toString();
        return Session.of(all);
    }

    /** What a controller before left open in its journal. */
    private void leaveOpen(String... ids) throws IOException {
        Files.createDirectories(state);
        try (FileJournal journal = FileJournal.open(state.resolve("journal"))) {
            long epoch = journal.claim();
            for (String id : ids) {
                journal.append(epoch, new JournalEntry(Instant.EPOCH, id, OPEN, new JournalEntry.Event.Intended()));
            }
        }
    }

    private FileJournal loop(String status) throws IOException {
        Files.createDirectories(state);
        Files.writeString(state.resolve("status.json"), status);
        return FileJournal.open(state.resolve("journal"));
    }

    @Test
    void withoutALoopAlarmsAreWhatTheJournalHasOpen() throws IOException {
        assertThat(run("alarms").exitCode()).isZero();
        assertThat(run("alarms").out()).isEqualToIgnoringNewLines("There are no alarms.");
        leaveOpen("m1");

        Session session = run("alarms");

        assertThat(session.exitCode()).isEqualTo(1);
        assertThat(session.out()).contains("The migration of VM db from a to b, of 1970-01-01T00:00:00Z, is open.");
    }

    @Test
    void besideALoopAlarmsAreThoseOfItsLastCycle() throws IOException {
        try (FileJournal loop = loop(TOLD)) {
            Session session = run("alarms");

            assertThat(loop.name()).isNotEmpty();
            assertThat(session.exitCode()).isEqualTo(1);
            assertThat(session.out().lines()).containsExactly("Look after db.", "Another one is here.");
        }
    }

    @Test
    void besideALoopThatHadNoCycleYetThereAreNone() throws IOException {
        try (FileJournal loop = loop("{ \"at\": \"2026-03-01T10:00:00Z\", \"mode\": \"automatic\" }")) {
            assertThat(loop.name()).isNotEmpty();
            assertThat(run("alarms").exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ \"alarms\": [ { \"te", "no JSON at all", "[1, 2"})
    void aStatusThatIsDamagedIsToldOfInOneLine(String damaged) throws IOException {
        try (FileJournal loop = loop(damaged)) {
            assertThat(loop.name()).isNotEmpty();
            Session session = run("alarms");

            assertThat(session.exitCode()).isEqualTo(2);
            assertThat(session.errorLine()).contains("status.json", "it is damaged");
        }
    }

    @Test
    void withoutALoopTheJournalIsClosedAtOnce() throws IOException {
        leaveOpen("m1", "m2");

        Session session = run("resolve", "db");

        assertThat(session.exitCode()).isZero();
        assertThat(session.out()).isEqualToIgnoringNewLines("What was open of db is closed.");
        assertThat(run("alarms").exitCode()).isZero();
        assertThat(run("resolve", "db").out()).as("doubled").isEqualToIgnoringNewLines("Nothing is open of db.");
    }

    @Test
    void aVmOfWhichNothingIsOpenIsOneThatWasMistyped() throws IOException {
        leaveOpen("m1");

        Session session = run("resolve", "dbb");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .contains("The VM (dbb) must be one that an alarm is about, of [db]; did you mean db?");
        assertThat(run("alarms").exitCode()).isEqualTo(1);
    }

    @Test
    void besideALoopItIsToldTo() throws IOException {
        try (FileJournal loop = loop(TOLD)) {
            assertThat(loop.name()).isNotEmpty();
            for (int i = 0; i < 2; i++) {
                Session session = run("resolve", "db");
                assertThat(session.exitCode()).isZero();
                assertThat(session.out()).contains("ends the alarms of db with its next cycle");
            }
            assertThat(state.resolve("resolve").resolve("db")).exists();
        }
    }

    @Test
    void besideALoopThatToldOfNoAlarmThatIsSaid() throws IOException {
        try (FileJournal loop = loop("{\"vms\": [{\"vm\": \"1\", \"name\": \"db\"}], \"alarms\": []}")) {
            assertThat(loop.name()).isNotEmpty();
            assertThat(run("resolve", "db").out()).contains("told of no alarm about db (1) in its last cycle");
        }
    }

    @Test
    void besideALoopThatToldOfAlarmsAboutOthersOnlyItIsRefused() throws IOException {
        try (FileJournal loop = loop(TOLD)) {
            assertThat(loop.name()).isNotEmpty();
            assertThat(run("resolve", "web").errorLine())
                    .contains("The VM (web) must be one that an alarm is about, of");
        }
    }

    @Test
    void aNameIsRequired() {
        Session session = run("resolve", " ");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("The VM ( ) must not be blank.");
    }
}
