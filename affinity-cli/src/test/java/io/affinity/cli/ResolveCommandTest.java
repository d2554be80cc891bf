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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person ends an alarm by the name that the VM had, or by its id. */
class ResolveCommandTest {

    private static final String DB = "6695eb01-f6a4-8304-79aa-97f2502e0001";
    private static final String OTHER = "6695eb01-f6a4-8304-79aa-97f2502e0002";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void leaveAMigrationOpen() throws IOException {
        file = folder.resolve("cluster.yaml");
        Files.writeString(file, "hosts: [{name: a, uri: 'test:///default'}]\n");
        Path state = Files.createDirectory(folder.resolve("affinity-state"));
        try (FileJournal journal = FileJournal.open(state.resolve("journal"))) {
            journal.append(
                    journal.claim(),
                    new JournalEntry(
                            Instant.parse("2026-01-05T12:00:00Z"),
                            "m-1",
                            new Migration(new VmId(DB), new HostId("a"), new HostId("b")),
                            new JournalEntry.Event.Intended()));
        }
    }

    private void seen(String... idsAndNames) throws IOException {
        StringBuilder vms = new StringBuilder("{\"at\": \"x\", \"alarms\": [{\"doubts\": [{\"vm\": 1}]}], \"vms\": [");
        for (int i = 0; i < idsAndNames.length; i += 2) {
            vms.append(i == 0 ? "" : ", ").append("{\"vm\": \"").append(idsAndNames[i]);
            vms.append("\", \"name\": \"").append(idsAndNames[i + 1]).append("\", \"host\": \"a\"}");
        }
        Files.writeString(folder.resolve("affinity-state/status.json"), vms.append("]}"));
    }

    private Session session(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = file.toString();
        return Session.of(all);
    }

    @Test
    void byTheNameThatTheVmHadInTheLastCycle() throws IOException {
        seen(DB, "db", OTHER, "web");

        assertThat(session("alarms").out()).contains("The migration of VM db (" + DB + ") from a to b");
        assertThat(session("resolve", "db").out()).contains("What was open of db (" + DB + ") is closed.");
        assertThat(session("alarms").out()).contains("There are no alarms.");
    }

    @Test
    void byItsIdThoughNobodyKnowsItsName() {
        assertThat(session("resolve", DB).out()).contains("What was open of " + DB + " is closed.");
    }

    @Test
    void byItsIdThoughAnotherVmIsNamedSo() throws IOException {
        seen(DB, "db", OTHER, DB);

        assertThat(session("resolve", DB).out()).contains("What was open of db (" + DB + ") is closed.");
    }

    @Test
    void notByANameThatSeveralHave() throws IOException {
        seen(DB, "db", OTHER, "db");

        Session session = session("resolve", "db");

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine())
                .contains("The name (db) must be that of one VM, or an id: it fits " + DB + ", " + OTHER);
        assertThat(session("alarms").exitCode()).isEqualTo(1);
    }

    @Test
    void notByNothing() {
        assertThat(session("resolve", " ").errorLine()).contains("The VM ( ) must not be blank.");
    }
}
