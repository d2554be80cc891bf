// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.storage.FileJournal;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is who on hosts where people name domains as they like. On hosts that the C library pretends: nothing is migrated. */
@OnLab
class IdentityLabTest {

    private static final String DB = "6695eb01-f6a4-8304-79aa-97f2502e0001";
    private static final String WEB = "6695eb01-f6a4-8304-79aa-97f2502e0002";
    private static final String OTHER = "6695eb01-f6a4-8304-79aa-97f2502e0003";
    private static final String APART = "policies: [{name: apart, kind: anti-affinity, vms: [db, web]}]\n";

    @TempDir
    Path folder;

    private final StringBuilder hosts = new StringBuilder();

    private static String domain(String uuid, String name, boolean runs) {
        return "<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'><name>" + name
                + "</name><uuid>" + uuid + "</uuid><memory>65536</memory><os><type>hvm</type></os>"
                + (runs ? "" : "<test:runstate>5</test:runstate>") + "</domain>";
    }

    private void host(String name, String... domains) throws IOException {
        StringBuilder node = new StringBuilder("<node>");
        for (int i = 0; i < domains.length; i++) {
            String file = name + "-" + i + ".xml";
            Files.writeString(folder.resolve(file), domains[i]);
            node.append("<domain file='").append(file).append("'/>");
        }
        Path file = Files.writeString(folder.resolve(name + ".xml"), node.append("</node>"));
        hosts.append("  - {name: ")
                .append(name)
                .append(", uri: 'test://")
                .append(file)
                .append("'}\n");
    }

    private String file(String rest) throws IOException {
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(
                file, "hosts:\n" + hosts + "shared-paths: [/]\nloop: {step: 1s, history: 1h, learn: 0s}\n" + rest);
        return file.toString();
    }

    private Session plan(String rest) throws IOException {
        return Session.of("plan", "--sample", "1", "--config", file(rest));
    }

    @Test
    void aSecondDbOnAnotherHostLosesNoRuleInSilence() throws IOException {
        host("h1", domain(DB, "db", true), domain(WEB, "web", true));
        host("h2", domain(OTHER, "db", true));

        Session session = plan(APART);

        assertThat(session.exitCode()).isZero();
        assertThat(session.out())
                .contains("NOTE: \"db\" in policy apart fits several VMs: db (" + DB + "), db (" + OTHER + ");")
                .contains("stay where they are: db (" + DB + "), web, db (" + OTHER + ").");
        assertThat(plan(APART.replace("db", DB)).out()).doesNotContain("NOTE");
    }

    @Test
    void nobodyHidesAnotherByItsName() throws IOException {
        host("h1", domain(DB, "db", true), domain(WEB, "web", true));
        host("h2", domain(OTHER, "db@" + DB, true));

        Session json = Session.of("plan", "-o", "json", "--sample", "1", "--config", file(APART));

        assertThat(json.out().replaceAll("\\s+", " "))
                .contains("\"vm\" : \"" + DB + "\", \"name\" : \"db\", \"host\" : \"h1\"")
                .contains("\"vm\" : \"" + OTHER + "\", \"name\" : \"db@" + DB + "\", \"host\" : \"h2\"")
                .contains("\"notes\" : [ ]");
    }

    @Test
    void aVmThatIsSwitchedOffIsNoMistakeInTheFile() throws IOException {
        host("h1", domain(DB, "db", false), domain(WEB, "web", true));
        host("h2");

        assertThat(plan(APART).out()).contains("Nothing to migrate.").doesNotContain("NOTE");
        assertThat(plan(APART.replace("db", "bd")).out())
                .contains(
                        "NOTE: \"bd\" in policy apart fits no VM; until that is clear, these stay where they are: web.");
    }

    @Test
    void aVmThatRunsTwiceIsToldAndStays() throws IOException {
        host("h1", domain(DB, "db", true));
        host("h2", domain(DB, "db", true));

        Session session = plan("");

        assertThat(session.out())
                .contains("VM db (" + DB + ") is on h1 and h2 at once; until one copy is gone, it stays where it is.");
    }

    @Test
    void aHostThatDiedWithTheControllerIsPartOfTheFleetAndKeepsTheAlarmUp() throws IOException {
        host("h1", domain(WEB, "web", true));
        hosts.append("  - {name: n2, uri: 'qemu+tcp://127.0.0.1:9/system'}\n");
        String file = file("connection: {opening: 60s, call: 60s}\n");
        Path state = Files.createDirectory(folder.resolve("affinity-state"));
        try (FileJournal journal = FileJournal.open(state.resolve("journal"))) {
            journal.append(
                    journal.claim(),
                    new JournalEntry(
                            Instant.now().minusSeconds(3600),
                            "m-1",
                            new Migration(new VmId(WEB), new HostId("h1"), new HostId("n2")),
                            new JournalEntry.Event.Intended()));
        }

        Session run = Session.of("run", "--mode", "automatic", "--cycles", "2", "--config", file);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).as("with an alarm: " + run.out()).isEqualTo(1);
        assertThat(run.out())
                .contains("2 hosts, 1 VM", "NOTE: Host n2 has not answered yet")
                .contains("ALARM: After a restart, VM web (" + WEB + ") is not on exactly one host")
                .contains("these hosts do not answer: [n2]");
        assertThat(Session.of("status", "--config", file).out()).containsPattern("n2 +unavailable");
        Session evacuation = Session.of(
                "evacuate", "n2", "--mode", "automatic", "--look", "12", "--timeout", "30", "--config", file);
        assertThat(evacuation.exitCode()).isEqualTo(1);
        assertThat(evacuation.out()).contains("n2 does not answer, so that nobody knows whether it is empty.");
    }

    @Test
    void aHostThatLeftTheFileWithAMigrationOpenKeepsTheAlarmUp() throws IOException {
        host("h1", domain(WEB, "web", true));
        String file = file("");
        Path state = Files.createDirectory(folder.resolve("affinity-state"));
        try (FileJournal journal = FileJournal.open(state.resolve("journal"))) {
            journal.append(
                    journal.claim(),
                    new JournalEntry(
                            Instant.now().minusSeconds(3600),
                            "m-1",
                            new Migration(new VmId(WEB), new HostId("h1"), new HostId("gone")),
                            new JournalEntry.Event.Intended()));
        }

        Session run = Session.of("run", "--mode", "automatic", "--cycles", "2", "--config", file);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("1 host, 1 VM", "ALARM: After a restart, VM web (" + WEB + ")", "do not answer: [gone]");
        assertThat(Session.of("resolve", WEB, "--config", file).out()).contains("is closed");
        assertThat(Session.of("run", "--mode", "automatic", "--cycles", "1", "--config", file)
                        .exitCode())
                .isZero();
    }
}
