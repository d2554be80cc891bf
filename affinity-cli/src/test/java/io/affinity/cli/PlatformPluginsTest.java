// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import acme.BookOfRules;
import acme.BrokenDemand;
import acme.ListedHosts;
import acme.ListedHosts.Robot;
import acme.MeasuredLoads;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.migration.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform without libvirt: what the file names is found on the class path, as {@code --class-path} puts it there. */
class PlatformPluginsTest {

    private static final String SOURCES = "inventory: listed-hosts, demand: measured-loads, rules: [book-of-rules]";

    @TempDir
    Path folder;

    @Test
    void plansForAPlatformOfPlugIns() throws Exception {
        try (Program program = plan(SOURCES)) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("listed-1", "listed-2", "Nothing to migrate.");
        }
        assertThat(folder.resolve("state")).as("a plan changes nothing").doesNotExist();
    }

    @Test
    void explainsAVmAndLeavesNoTrace() throws Exception {
        provideAll();
        try (Program program = start("explain", "vm-1", "--config", file(SOURCES))) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out())
                    .contains(
                            "vm-1 on listed-1, as of ",
                            "cpu: 1.00 cores now; forecast by ",
                            "memory: 1.0 GiB now",
                            "No other VM is known to move with it.");
        }
        assertThat(folder.resolve("state")).doesNotExist();
        try (Program program = start("explain", "mv-1", "--config", file(SOURCES))) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("There is no VM (mv-1); did you mean vm-1?");
        }
    }

    @Test
    void tellsWhatIsThereAndNotUsedAndWhatCannotBeLoaded() throws Exception {
        provide(Migrator.class, Robot.class.getName());
        try (Program program = plan(SOURCES)) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.err())
                    .contains("The Migrator \"robot\" is on the class path and not used.")
                    .contains("A provider of DemandSource cannot be loaded", BrokenDemand.class.getName(), "no store");
        }
    }

    @Test
    void tellsTheSameBeforeASimulation() throws Exception {
        provideAll();
        try (Program program = start("simulate", "--hosts", "10", "--policy", "none", "--no-report")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.err())
                    .contains("The InventorySource \"listed-hosts\" is on the class path and not used.")
                    .contains("The RuleSource \"book-of-rules\" is on the class path and not used.")
                    .contains("A provider of DemandSource cannot be loaded");
        }
    }

    @Test
    void failsWhereOneThatIsAskedForCannotBeLoaded() throws Exception {
        try (Program program = plan("inventory: listed-hosts, demand: broken-demand")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err())
                    .contains("No DemandSource has the name (broken-demand). Known names: measured-loads.")
                    .contains(BrokenDemand.class.getName(), "no store");
        }
    }

    @Test
    void migratesNothingWithoutAMigrator() throws Exception {
        provideAll();
        try (Program program = start("run", "--mode", "automatic", "--cycles", "1", "--config", file(SOURCES))) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("plug-ins.migrator: must be named where there are no hosts");
        }
    }

    @Test
    void runsWithPlugInsForEverything() throws Exception {
        provideAll();
        provide(Migrator.class, Robot.class.getName());
        String all = SOURCES + ", migrator: robot, journal: memory, snapshots: memory";
        try (Program program = start("run", "--mode", "automatic", "--cycles", "1", "--config", file(all))) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("hosts of listed-hosts, mode automatic", "2 hosts, 2 VMs");
        }
        assertThat(folder.resolve("state/journal.0000000000000000000")).doesNotExist();
        assertThat(folder.resolve("state/learned")).doesNotExist();
    }

    /** What was learned is accuracy: migrations go on without. */
    @Test
    void whatCannotBeRememberedIsANoteAndNoAlarm() throws Exception {
        provideAll();
        provide(Migrator.class, Robot.class.getName());
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/learned"), "in the way");
        String config = file(SOURCES + ", migrator: robot");
        try (Program program = start("run", "--mode", "automatic", "--cycles", "3", "--config", config)) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("NOTE: ", "could not be saved").doesNotContain("ALARM");
        }
        assertThat(Files.readString(folder.resolve("state/status.json")))
                .containsIgnoringWhitespaces("\"alarms\": [ ]", "\"kind\": \"not-remembered\"");
    }

    @Test
    void aStatusThatIsDamagedStopsNoLoopAndIsWrittenAnew() throws Exception {
        provideAll();
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/status.json"), "{\"vms\": [{");
        try (Program program = start("status", "--config", file(SOURCES))) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out()).as("hosts are shown").contains("listed-1");
            assertThat(program.err()).contains("The status of the loop cannot be read from ", "status.json: ");
        }
        try (Program program = start("plan", "--config", file(SOURCES))) {
            assertThat(program.exitCode()).as(program.err()).isZero();
        }
        try (Program program = start("run", "--cycles", "1", "--config", file(SOURCES))) {
            assertThat(program.exitCode()).as(program.err()).isZero();
        }
        assertThat(Files.readString(folder.resolve("state/status.json"))).contains("\"alarms\"");
    }

    @Test
    void forecastsNothingBeforeEnoughIsKnownAndKeepsRulesAllTheSame() throws Exception {
        provideAll();
        String config = file(
                SOURCES,
                "learn: 1h",
                "policies: [{name: not here, kind: forbidden-hosts, vms: [vm-2], hosts: [listed-2]}]");
        try (Program program = start("plan", "--config", config)) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out())
                    .contains("NOTE: Learning, 0 of 60 min", "1. vm-2 from listed-2 to listed-1")
                    .doesNotContain("At risk", " in 1 s (", "Nothing to migrate");
        }
        try (Program program = start("status", "--config", config)) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("NOTE: Learning, 0 of 60 min").doesNotContain("Broken");
        }
        try (Program program = start("run", "--cycles", "2", "--config", config)) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out())
                    .contains("NOTE: Learning, 0 of 60 min", "planned: 1")
                    .doesNotContain("most likely short");
        }
        assertThat(Files.readString(folder.resolve("state/status.json")))
                .containsIgnoringWhitespaces("\"kind\": \"learning\"", "\"needed\": 3600.0")
                .doesNotContain("aheadSeconds", "shortfall");
    }

    @Test
    void emptiesHostsThatTheInventoryKnows() throws Exception {
        provideAll();
        try (Program program = start("evacuate", "listed-3", "--config", file(SOURCES))) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("The host (listed-3) must be one of [listed-1, listed-2]");
        }
    }

    private Program plan(String plugins) throws IOException {
        provideAll();
        return start("plan", "--config", file(plugins));
    }

    private String file(String plugins) throws IOException {
        return file(plugins, "learn: 0s", "");
    }

    private String file(String plugins, String learn, String rest) throws IOException {
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(
                file,
                "plug-ins: {" + plugins + "}\nloop: {step: 1s, history: 1h, " + learn + "}\nstate: "
                        + folder.resolve("state") + "\n" + rest + "\n");
        return file.toString();
    }

    private void provideAll() throws IOException {
        provide(InventorySource.class, ListedHosts.class.getName());
        provide(RuleSource.class, BookOfRules.class.getName());
        provide(DemandSource.class, BrokenDemand.class.getName() + "\n" + MeasuredLoads.class.getName());
    }

    private void provide(Class<?> kind, String providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("plug-ins/META-INF/services"));
        Files.writeString(services.resolve(kind.getName()), providers + "\n");
    }

    private Program start(String... arguments) throws IOException {
        return Program.start(folder, folder.resolve("plug-ins"), arguments);
    }
}
