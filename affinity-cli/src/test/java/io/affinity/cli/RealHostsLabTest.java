// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.storage.FileJournal;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the hosts of the lab. */
@OnLab
class RealHostsLabTest {

    private static final String APART = "policies: [{name: apart, kind: anti-affinity, vms: [web, db]}]\n";

    @TempDir
    Path folder;

    private Lab lab;
    private Path file;

    @BeforeEach
    void startGuests() throws IOException {
        lab = Lab.running();
        lab.run("guest-stop", "--all");
        lab.run("guest", "h1", "web");
        lab.run("guest", "h1", "db");
        lab.run("guest", "h2", "mail");
        file = folder.resolve("cluster.yaml");
        write("memory: {capacity: 4GiB}", "loop: {step: 2s, history: 1h}\n" + APART);
    }

    private void write(String resources, String rest) throws IOException {
        StringBuilder text = new StringBuilder("hosts:\n");
        for (String host : lab.hosts()) {
            text.append("  - {name: ").append(host);
            text.append(", uri: '").append(lab.fact(host + ".UNIX_URI"));
            text.append("', migration-uri: '").append(lab.fact(host + ".TCP_URI"));
            text.append("', resources: {").append(resources).append("}}\n");
        }
        Files.writeString(file, text + "shared-paths: [/]\n" + rest);
    }

    @AfterEach
    void stopGuests() {
        lab.run("guest-stop", "--all");
    }

    @Test
    void emptiesAHostUnderTheRulesAndLetsItTakeVmsAgain() {
        Session evacuation = Session.of(
                "evacuate",
                "h1",
                "--mode",
                "automatic",
                "--look",
                "12",
                "--timeout",
                "240",
                "--config",
                file.toString());

        assertThat(evacuation.out()).contains("verified", "h1 is empty");
        assertThat(evacuation.exitCode()).isZero();
        assertThat(where("web")).isNotEqualTo("h1").isNotEqualTo(where("db"));
        assertThat(where("db")).isNotEqualTo("h1");
        assertThat(where("mail")).isEqualTo("h2");
        Session status = Session.of("status", "--config", file.toString());
        assertThat(status.out()).contains("h1", "draining", "To be emptied: h1");

        Session undone = Session.of("evacuate", "h1", "--undo", "--config", file.toString());

        assertThat(undone.exitCode()).isZero();
        assertThat(Session.of("status", "--config", file.toString()).out()).doesNotContain("draining");
    }

    @Test
    void plansToMendABrokenRuleAndSaysSoWithoutTouchingAnything() {
        Session plan = Session.of("plan", "--sample", "1", "--config", file.toString());
        Session json = Session.of("plan", "-o", "json", "--sample", "1", "--config", file.toString());

        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out())
                .containsPattern("1\\. (web|db) from h1 to h[23], at once: about \\d+\\.\\d s, \\d+ ms of downtime\\R")
                .contains("   - The rule apart is kept then, and is not now (by 1).");
        assertThat(json.exitCode()).isZero();
        assertThat(json.out())
                .containsPattern("\"name\" : \"(web|db)\",\\s+\"source\" : \"h1\",\\s+\"target\" : \"h[23]\"")
                .containsPattern("\"reasons\" : \\[ \"The rule apart is kept then, and is not now");
        assertThat(where("web")).isEqualTo("h1");
        assertThat(where("db")).isEqualTo("h1");
    }

    @Test
    void runsInAutomaticModeUntilAHostThatIsTooBusyIsRelieved() throws IOException {
        // Two VMs are too many and one is not, on a busy machine too, where waiting counts: each demands one vCPU at
        // most.
        write(
                "cpu: {capacity: 1.4}, memory: {capacity: 4GiB}",
                "loop: {step: 1s, history: 1h, learn: 0s}\nbalancer: reactive\n");
        lab.run("guest-load", "web", "80");
        lab.run("guest-load", "db", "75");

        Session run = Session.of("run", "--mode", "automatic", "--cycles", "12", "--config", file.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern(
                        "(web|db) from h1 to h[23]: done in \\d+\\.\\d s, \\d+ ms of downtime, \\d+ MB, verified");
        assertThat(List.of(where("web"), where("db"))).containsOnlyOnce("h1");
        try (FileJournal journal = FileJournal.open(folder.resolve("affinity-state/journal"))) {
            List<JournalEntry> entries =
                    journal.since(0, 100).stream().map(JournalRecord::entry).toList();
            assertThat(entries).hasSizeGreaterThanOrEqualTo(3);
            VmId migrated = entries.get(0).migration().vm();
            assertThat(where(migrated.equals(Lab.vm("web")) ? "web" : "db"))
                    .isEqualTo(entries.get(0).migration().target().value());
            assertThat(entries.get(0).event()).isEqualTo(new Event.Intended());
            assertThat(entries.get(1).event())
                    .isInstanceOfSatisfying(
                            Event.Ended.class,
                            ended -> assertThat(ended.outcome()).isInstanceOf(MigrationOutcome.Completed.class));
            assertThat(entries.get(2).event()).isEqualTo(new Event.Checked(new Verification.Verified()));
        }
        assertThat(lab.run("heartbeat", "web", "db")).doesNotContain("breaks 1");
    }

    @Test
    void hasTheLoopEmptyAHostThoughItIsStillLearning() throws IOException, InterruptedException {
        write("memory: {capacity: 4GiB}", "loop: {step: 1s, history: 1h}\n");
        try (Program loop = Program.start(folder, "run", "--mode", "automatic", "--config", file.toString())) {
            Lab.await("a cycle", () -> Files.exists(folder.resolve("affinity-state/status.json")));

            Session evacuation = Session.of("evacuate", "h1", "--config", file.toString());

            assertThat(evacuation.out())
                    .isEqualToIgnoringNewLines(
                            "The loop that runs empties h1; \"affinity status\" shows how far it is.");
            assertThat(evacuation.exitCode()).isZero();
            Lab.await(
                    "h1 is empty: " + loop.out(),
                    () -> !where("web").equals("h1")
                            && !where("db").equals("h1")
                            && loop.out().split(", verified").length > 2);
            assertThat(loop.terminate()).isZero();
            assertThat(loop.out()).contains("NOTE: Learning, 0 of 60 min");
            assertThat(loop.err()).isEmpty();
        }
    }

    @Test
    void saysThatALoopWhichOnlyRecommendsEmptiesNothing() throws IOException, InterruptedException {
        try (Program loop = Program.start(folder, "run", "--mode", "recommend", "--config", file.toString())) {
            Lab.await("a cycle", () -> Files.exists(folder.resolve("affinity-state/status.json")));

            Session evacuation = Session.of("evacuate", "h1", "--config", file.toString());

            assertThat(evacuation.out())
                    .isEqualToIgnoringNewLines("The loop that runs only says how h1 would be emptied, for its mode is"
                            + " recommend: run it with --mode automatic, or end it and ask again.");
            assertThat(evacuation.exitCode()).isEqualTo(1);
            assertThat(loop.terminate()).isZero();
        }
        assertThat(where("web")).isEqualTo("h1");
        assertThat(where("db")).isEqualTo("h1");
    }

    private String where(String guest) {
        return lab.run("guest-where", guest).strip();
    }
}
