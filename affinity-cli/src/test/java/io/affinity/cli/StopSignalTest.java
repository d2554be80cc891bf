// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import acme.BookOfRules;
import acme.ListedHosts;
import acme.MeasuredLoads;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop as a process of its own, over hosts that a plug-in lists. */
class StopSignalTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private String config = "";

    @BeforeEach
    void provide() throws IOException {
        Path services = Files.createDirectories(folder.resolve("plug-ins/META-INF/services"));
        Files.writeString(services.resolve(InventorySource.class.getName()), ListedHosts.class.getName());
        Files.writeString(services.resolve(DemandSource.class.getName()), MeasuredLoads.class.getName());
        Files.writeString(services.resolve(RuleSource.class.getName()), BookOfRules.class.getName());
        config = Files.writeString(folder.resolve("cluster.yaml"), """
                plug-ins: {inventory: listed-hosts, demand: measured-loads, rules: [book-of-rules]}
                loop: {step: 1s, history: 1h, learn: 0s}
                """).toString();
    }

    private Program start(String... words) throws IOException {
        return Program.start(folder, folder.resolve("plug-ins"), words);
    }

    private void awaitCycle(Program loop) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!loop.out().contains("2 hosts, 2 VMs")) {
            assertThat(Instant.now()).as(loop.out() + loop.err()).isBefore(end);
            Thread.sleep(50);
        }
    }

    @Test
    void aLoopThatIsToldToEndDidWhatItWasToldAndItsLockSaysSo() throws Exception {
        try (Program loop = start("run", "--config", config)) {
            awaitCycle(loop);
            try (Program status = start("status", "--config", config)) {
                assertThat(status.exitCode()).as(status.err()).isZero();
                assertThat(status.out())
                        .contains("A loop looks after these hosts, mode recommend; its last cycle was ");
            }
            assertThat(loop.terminate()).as(loop.out() + loop.err()).isZero();
        }
        try (Program status = start("status", "--config", config)) {
            assertThat(status.exitCode()).as(status.err()).isZero();
            assertThat(status.out())
                    .contains("No loop looks after these hosts now; there was one, and its last cycle was");
        }
    }

    @Test
    void theSameIsNotSaidAgainInEachCycle() throws Exception {
        try (Program loop = start("run", "--cycles", "5", "--config", config)) {
            assertThat(loop.exitCode()).as(loop.err()).isZero();
            assertThat(loop.out().lines().filter(line -> line.contains("2 hosts, 2 VMs")))
                    .as(loop.out())
                    .hasSizeBetween(1, 3);
        }
        try (Program loop = start("run", "--cycles", "5", "--every-cycle", "--config", config)) {
            assertThat(loop.exitCode()).as(loop.err()).isZero();
            assertThat(loop.out().lines().filter(line -> line.contains("2 hosts, 2 VMs")))
                    .hasSize(5);
        }
    }

    @Test
    void evacuatingInModeRecommendOnlySaysWhatItWouldDo() throws Exception {
        try (Program dry = start("evacuate", "listed-2", "--dry-run", "--look", "12", "--config", config)) {
            assertThat(dry.exitCode()).as(dry.err()).isZero();
            assertThat(dry.out())
                    .contains("Looking at the demand for 12 s.")
                    .contains("1. vm-2 from listed-2 to listed-1")
                    .contains("Nothing was migrated or written down, as this was a dry run.");
            assertThat(dry.err()).as("it is not silent meanwhile").contains("looking: 50 %");
        }
        assertThat(folder.resolve("affinity-state")).doesNotExist();
        try (Program asked = start("evacuate", "listed-2", "--look", "12", "-o", "json", "--config", config)) {
            assertThat(asked.exitCode()).as("the host is not empty").isEqualTo(1);
            assertThat(asked.out()).startsWith("{").contains("\"schema\" : \"plan/1\"", "\"source\" : \"listed-2\"");
            assertThat(asked.err()).contains("Looking at the demand");
        }
        assertThat(folder.resolve("affinity-state/draining")).content().contains("listed-2");
        assertThat(folder.resolve("affinity-state/journal.lock")).doesNotExist();
    }
}
