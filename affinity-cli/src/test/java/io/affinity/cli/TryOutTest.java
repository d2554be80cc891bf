// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.output.Schema;
import io.affinity.cli.output.SchemaFile;
import io.affinity.core.storage.FileJournal;
import io.affinity.core.storage.OwnerLock;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.sources.stores.RealStore;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The pretended host of libvirt's client library, which a first look needs no set-up for. */
@OnLab
class TryOutTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("cluster.yaml");
        Files.writeString(file, "hosts: [{name: pretended, uri: 'test:///default'}]\nloop: {step: 1s, history: 1h}\n");
    }

    @Test
    void showsThePretendedHost() {
        Session session = Session.of("status", "--config", file.toString());

        assertThat(session.exitCode()).isZero();
        assertThat(session.out())
                .contains("HOST", "pretended", "available", "No loop has looked after these hosts yet");
        assertThat(folder.resolve("affinity-state")).as("the state folder").doesNotExist();
    }

    @Test
    void plansNothingForOneHost() {
        Session session = Session.of("plan", "--sample", "1", "--config", file.toString());

        assertThat(session.exitCode()).isZero();
        assertThat(session.out()).contains("Nothing to migrate.");
        assertThat(folder.resolve("affinity-state")).as("the state folder").doesNotExist();
    }

    @Test
    void lookingWritesNothingBesideALoop() throws IOException {
        Session.of("run", "--cycles", "2", "--config", file.toString());
        Path state = folder.resolve("affinity-state");
        Map<String, String> before = contents(state);

        try (OwnerLock loop = OwnerLock.ifFree(state.resolve("journal.lock")).orElseThrow()) {
            assertThat(loop).as("what a loop would have").isNotNull();
            for (String command : List.of("plan", "status")) {
                assertThat(Session.of(command, "--config", file.toString()).exitCode())
                        .as(command)
                        .isZero();
            }
            assertThat(Session.of("run", "--cycles", "1", "--config", file.toString())
                            .errorLine())
                    .contains("another controller has it");
        }

        assertThat(contents(state)).isEqualTo(before);
    }

    @Test
    void theLoopGoesOnThoughWhatItMeasuresCannotBeRecorded() throws IOException {
        Path state = Files.createDirectory(folder.resolve("affinity-state"));
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        Files.createDirectory(state.resolve("demand-" + today + ".txt"));
        Files.createDirectory(state.resolve("demand-" + tomorrow + ".txt"));
        Files.writeString(state.resolve("learned"), "a file where a folder must be");

        Session session = Session.of("run", "--cycles", "2", "--config", file.toString());

        assertThat(session.exitCode()).isZero();
        assertThat(session.out()).contains("NOTE:", "cannot be recorded in");
    }

    @Test
    void aStateFolderThatIsAFileIsOneLine() throws IOException {
        Files.writeString(folder.resolve("affinity-state"), "");

        Session session = Session.of("run", "--cycles", "1", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("affinity-state cannot be used: it is no folder");
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, String> contents = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return contents;
        }
    }

    @Test
    void checksTheVmsThatTheFileNames() throws IOException {
        Session fine = Session.of("check", "--config", file.toString());
        assertThat(fine.exitCode()).isZero();
        assertThat(fine.out().strip()).endsWith(file + ": all is well: 1 host, 1 VM, 0 policies.");
        assertThat(fine.out()).containsPattern("host pretended +ok +available, 1 VM");
        Files.writeString(file, "vms: {tset: {priority: high}}\n", StandardOpenOption.APPEND);

        Session session = Session.of("check", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.out().strip()).endsWith(file + ":3: vms.tset: no such VM (tset); did you mean test?");
        assertThat(folder.resolve("affinity-state")).as("the state folder").doesNotExist();
        for (String command : List.of("status", "plan")) {
            Session look = Session.of(command, "--config", file.toString());
            assertThat(look.exitCode()).as(command).isZero();
            assertThat(look.out()).containsOnlyOnce("tset").contains("NOTE: \"tset\" in vms fits no VM.");
            assertThat(look.err()).isEmpty();
        }
    }

    @Test
    void aHostThatDoesNotAnswerIsAWarning() throws IOException {
        String gone = "{name: gone, uri: 'qemu+unix:///system?socket=/nowhere'}";
        Files.writeString(file, "hosts: [" + gone + "]\n");
        Session none = Session.of("check", "--config", file.toString());
        assertThat(none.exitCode()).as(none.out()).isZero();
        assertThat(none.out()).contains("warning: hosts: they cannot be asked: No host answers.");
        Files.writeString(file, "hosts: [{name: pretended, uri: 'test:///default'}, " + gone + "]\n");

        Session session = Session.of("check", "--config", file.toString());

        assertThat(session.exitCode()).as(session.out()).isZero();
        assertThat(session.out()).contains(":1: warning: hosts[1].name: the host gone does not answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"observe", "recommend"})
    void whoMigratesNothingLeavesTheJournalAsItIs(String mode) throws IOException {
        Path journal = folder.resolve("affinity-state/journal");
        Files.createDirectory(journal.getParent());
        Migration migration = new Migration(new VmId("test"), new HostId("elsewhere"), new HostId("pretended"));
        try (FileJournal before = FileJournal.openIfFree(journal).orElseThrow()) {
            before.append(
                    before.claim(),
                    new JournalEntry(Instant.EPOCH, "m1", migration, new JournalEntry.Event.Intended()));
        }
        Path segment = folder.resolve("affinity-state/journal.0000000000000000000");
        String written = Files.readString(segment);

        Session session = Session.of("run", "--mode", mode, "--cycles", "2", "--config", file.toString());

        assertThat(session.out()).contains("A migration of test from elsewhere to pretended was under way");
        assertThat(Files.readString(segment)).isEqualTo(written);
    }

    @Test
    void printsJsonForPrograms() {
        Session session = Session.of("plan", "-o", "json", "--sample", "1", "--config", file.toString());

        assertThat(session.exitCode()).isZero();
        SchemaFile.assertFits(Schema.PLAN, session.out());
        SchemaFile.assertFits(
                Schema.STATUS,
                Session.of("status", "-o", "json", "--config", file.toString()).out());
        assertThat(session.out()).startsWith("{").contains("\"host\" : \"pretended\"", "\"name\" : \"test\"");
    }

    @Test
    void runsTheLoopAndLeavesItsStatus() {
        Session session = Session.of("run", "--cycles", "3", "--every-cycle", "--config", file.toString());

        assertThat(session.exitCode()).isZero();
        assertThat(session.out().lines().filter(line -> line.contains("1 host, 1 VM")))
                .hasSize(3);
        assertThat(folder.resolve("affinity-state/status.json")).exists();
        assertThat(folder.resolve("affinity-state/journal.0000000000000000000")).exists();
        Session status = Session.of("status", "--config", file.toString());
        assertThat(status.out()).contains("its last cycle was");
        assertThat(Session.of("status", "-o", "json", "--config", file.toString())
                        .out())
                .contains("\"loop\" : {", "\"mode\" : \"recommend\"", "\"lastCycleAt\" : \"");
    }

    @Test
    void aLoopWaitsForHostsThatDoNotAnswerYet() throws Exception {
        Path host = folder.resolve("late.xml");
        Path cluster = Files.writeString(
                folder.resolve("late.yaml"),
                "hosts: [{name: late, uri: 'test://" + host + "'}]\nloop: {step: 1s, history: 1h, learn: 0s}\nstate: "
                        + folder.resolve("late") + "\n");
        try (Program loop = Program.start(folder, "run", "--config", cluster.toString())) {
            RealStore.await("it says so", () -> loop.out().contains("No telemetry: No host answers. late: "));

            Files.writeString(folder.resolve("draft.xml"), """
                    <node>
                      <domain type='test'><name>guest</name><memory>1048576</memory><vcpu>1</vcpu><os><type>hvm</type></os></domain>
                      <cpu><mhz>2000</mhz><model>i686</model><active>4</active><nodes>1</nodes><sockets>1</sockets>
                        <cores>4</cores><threads>1</threads></cpu>
                      <memory>8388608</memory>
                    </node>
                    """);
            Files.move(folder.resolve("draft.xml"), host, StandardCopyOption.ATOMIC_MOVE);

            RealStore.await("it sees the host", () -> loop.out().contains("1 host, 1 VM"));
            assertThat(loop.terminate()).as(loop.err()).isZero();
        }
    }

    @Test
    void eachCycleIsALineForPrograms() throws IOException {
        Session json = Session.of("run", "--cycles", "2", "-o", "json", "--config", file.toString());

        assertThat(json.exitCode()).as(json.err()).isZero();
        List<String> lines = json.out().lines().toList();
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            SchemaFile.assertFits(Schema.CYCLE, line + "\n");
        }
        assertThat(json.err()).contains("affinity: 1 host, mode recommend");
        Session yaml = Session.of("run", "--cycles", "2", "-o", "yaml", "--config", file.toString());
        Iterable<Object> documents = new Load(LoadSettings.builder().build()).loadAllFromString(yaml.out());
        assertThat(documents)
                .hasSize(2)
                .allSatisfy(document -> assertThat(String.valueOf(document)).contains("schema=cycle/1", "name=test"));
    }

    @Test
    void saysThatAHostCannotBeEmptiedWithoutAnother() {
        Session session = Session.of(
                "evacuate",
                "pretended",
                "--mode",
                "automatic",
                "--look",
                "12",
                "--timeout",
                "30",
                "--config",
                file.toString());

        assertThat(session.exitCode()).isEqualTo(1);
        assertThat(session.out()).contains("pretended is not empty", "[test] could not be migrated");
    }
}
