// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.storage.FileJournal;
import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.WithStores;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real control plane. */
@OnOpenStack
@WithStores
class CloudRunLabTest {

    /** Time enough for a loop to begin, on a busy machine too. */
    private static final Duration UNTIL_PEAK = Duration.ofSeconds(150);

    /** The cores that each server of the other hosts demands; 2.4 make hosts so even that only the peak is a reason to migrate. */
    private static final double OTHERS = Double.parseDouble(System.getProperty("affinity.others", "1.5"));

    @TempDir
    Path folder;

    private final OpenStackLab lab = OpenStackLab.running();

    @BeforeEach
    void clear() {
        lab.deleteServers();
        lab.migrationsTake(Duration.ofSeconds(3));
    }

    private Path file(String rest) throws IOException {
        return CloudFileOf.lab(lab, folder, rest);
    }

    @Test
    void migratesAheadOfAPeakThatComesEachTime() throws Exception {
        Map<String, Double> calm = new LinkedHashMap<>();
        String busy = lab.server("node1", "busy", "--vcpus", "8");
        calm.put(busy, 1.0);
        for (int i = 1; i <= 3; i++) {
            calm.put(lab.server("node1", "web" + i, "--vcpus", "4"), 3.5);
        }
        for (int host = 2; host <= 3; host++) {
            for (int i = 1; i <= 4; i++) {
                calm.put(lab.server("node" + host, "app" + host + i, "--vcpus", "4"), OTHERS);
            }
        }
        Instant peak = Instant.now().plus(UNTIL_PEAK);
        try (ScheduledLoad load = new ScheduledLoad(calm, busy, 8, peak);
                RealStore prometheus = RealStore.scraping(load.hostAndPort(), load.past())) {
            Path file = file("sources: [{kind: prometheus, url: '" + prometheus.url()
                    + "', preset: libvirt-exporter, demand: true, staleness: 30s}]\n"
                    + "loop: {step: 10s, history: 2h, learn: 10m, seasons: [10m]}\n"
                    + "prediction: {horizon: 3m, cooldown: 5m, return-ban: 10m}\n"
                    + "balancer: " + System.getProperty("affinity.balancer", "predictive") + "\n");
            try (Program program = Program.start(folder, "run", "--mode", "automatic", "--config", file.toString())) {
                RealStore.await("a migration is verified", () -> program.out().contains("verified"));
                Instant done = Instant.now();
                System.err.println("The peak begins at " + peak + ", and the first migration was verified at " + done
                        + ".\n" + program.out());
                assertThat(program.terminate()).isZero();
                assertThat(done).as(program.out() + program.err()).isBefore(peak);
            }
            assertJournalIsOfADoneMigration();
            assertThat(Session.of("status", "--config", file.toString()).out()).contains("node1", "node2", "node3");
        }
    }

    private void assertJournalIsOfADoneMigration() {
        try (FileJournal journal = FileJournal.open(folder.resolve("state/journal"))) {
            List<JournalEntry> entries =
                    journal.since(0, 100).stream().map(JournalRecord::entry).toList();
            assertThat(entries.get(0).migration().source().value()).isEqualTo("node1");
            assertThat(entries)
                    .anySatisfy(entry -> assertThat(entry.event())
                            .isInstanceOfSatisfying(
                                    Event.Ended.class,
                                    ended ->
                                            assertThat(ended.outcome()).isInstanceOf(MigrationOutcome.Completed.class)))
                    .anySatisfy(entry ->
                            assertThat(entry.event()).isEqualTo(new Event.Checked(new Verification.Verified())));
        }
    }

    @Test
    void emptiesAHostToWhichNobodyStartsServersMeanwhile() throws Exception {
        lab.server("node1", "web");
        lab.server("node1", "db");
        Path file = file("loop: {step: 2s, history: 1h}\n");

        Session evacuation = Session.of(
                "evacuate",
                "node1",
                "--mode",
                "automatic",
                "--look",
                "48",
                "--timeout",
                "240",
                "--config",
                file.toString());

        assertThat(evacuation.out()).as(evacuation.err()).contains("node1 is empty");
        assertThat(evacuation.exitCode()).isZero();
        assertThat(lab.run("status")).containsPattern("node1 +disabled +up *\\R");
        assertThat(Session.of("evacuate", "node1", "--undo", "--config", file.toString())
                        .exitCode())
                .isZero();
        assertThat(lab.run("status")).containsPattern("node1 +enabled +up");
    }

    @Test
    void saysWhoMustBeAllowedToAsk() throws Exception {
        lab.server("node1", "web");
        Path file = file("");
        Path clouds = folder.resolve("clouds.yaml");
        Files.writeString(
                clouds,
                Files.readString(clouds)
                        .replace("username: admin", "username: demo")
                        .replace("project_name: admin", "project_name: demo"));

        Session plan = Session.of("plan", "--sample", "1", "--config", file.toString());
        Files.writeString(clouds, Files.readString(clouds).replaceFirst("password: [^,]+", "password: wrong"));
        Session wrong = Session.of("plan", "--sample", "1", "--config", file.toString());

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err())
                .contains("403")
                .contains("needs the right os_compute_api:servers:detail:get_all_tenants");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("no token was given for the cloud at " + lab.fact("OS_AUTH_URL"));
    }
}
