// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import acme.ListedHosts;
import acme.MeasuredLoads;
import io.affinity.core.storage.DemandRecord;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.telemetry.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's own cluster in the simulator: two hosts with a VM each, which a plug-in lists. */
class SimulateClusterTest {

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void writeFiles() throws IOException {
        config = Files.writeString(
                folder.resolve("own.yaml"),
                "plug-ins: {inventory: listed-hosts, demand: measured-loads}\nloop: {step: 10m}\nstate: "
                        + folder.resolve("state") + "\nvms: {vm-1: {priority: high}}\n");
        provide(InventorySource.class, ListedHosts.class.getName());
        provide(DemandSource.class, MeasuredLoads.class.getName());
    }

    private void provide(Class<?> kind, String name) throws IOException {
        Path services = Files.createDirectories(folder.resolve("plug-ins/META-INF/services"));
        Files.writeString(services.resolve(kind.getName()), name + "\n");
    }

    /** @param vms in long form, each of one core and more by day */
    private Path trace(int hours, String... vms) throws IOException {
        StringBuilder rows = new StringBuilder("time,vm,cpu\n");
        for (int step = 0; step < 12 * hours; step++) {
            for (String vm : vms) {
                rows.append(String.format(
                        Locale.ROOT,
                        "2026-03-%02dT%02d:%02d:00Z,%s,%.2f%n",
                        2 + step / 288,
                        step / 12 % 24,
                        step % 12 * 5,
                        vm,
                        1 + Math.sin(step / 40.0)));
            }
        }
        return Files.writeString(folder.resolve("trace.csv"), rows);
    }

    private Program simulate(String... more) throws Exception {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "simulate";
        arguments[1] = "--config";
        arguments[2] = config.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Program.start(folder, folder.resolve("plug-ins"), arguments);
    }

    @Test
    void runsOnItsOwnHostsWithTheDemandOfATrace() throws Exception {
        Path trace = trace(48, "vm-1", "vm-2", "gone");
        Path report = folder.resolve("o.html");

        try (Program program = simulate(
                "--trace",
                trace.toString(),
                "--policy",
                "none,reactive",
                "--what-if",
                "remove listed-2",
                "--report",
                report.toString())) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out())
                    .contains(
                            "Cluster of own.yaml: 2 hosts, 2 VMs, 288 steps of 300 s",
                            "Demand peaks at 4 of 16 cores (25 %)",
                            "1 VM of the recording is not in the cluster, and left out.",
                            "high min",
                            "What if: remove listed-2",
                            "Demand peaks at 4 of 8 cores (50 %)")
                    .containsPattern("none +0 -> 0");
            assertThat(program.err()).doesNotContain("not used");
        }
        assertThat(report).content().contains("Cluster of own.yaml", "listed-1", "remove listed-2");
        assertThat(folder.resolve("state"))
                .as("a simulation writes nothing there")
                .doesNotExist();
    }

    @Test
    void doesNotLookAheadByLessThanAStepOfTheTrace() throws Exception {
        String shorter = Files.readString(config).replace("step: 10m", "step: 1m");
        Files.writeString(config, shorter + "prediction: {horizon: 2m}\n");

        try (Program program = simulate("--trace", trace(48, "vm-1", "vm-2").toString())) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err())
                    .contains("prediction.horizon of the cluster file (120 s) must be at least a step of the trace"
                            + " trace.csv (300 s).");
        }
    }

    /** What a loop would have recorded in the last day. */
    private void record() throws IOException {
        Files.createDirectories(folder.resolve("state"));
        Duration step = Duration.ofMinutes(10);
        long millis = step.toMillis();
        long last = Math.floorDiv(Clock.systemUTC().millis(), millis) * millis;
        Inventory listed = new ListedHosts().inventory();
        Instant[] now = new Instant[1];
        DemandRecord record = new DemandRecord(folder.resolve("state"), Duration.ofDays(14), step, () -> now[0]);
        for (int i = 144; i > 0; i--) {
            now[0] = Instant.ofEpochMilli(last - i * millis);
            Fleet.Builder fleet = Fleet.builder(now[0]).hosts(listed.hosts());
            Demand.Builder demand = Demand.builder(now[0], listed.resources());
            for (Vm vm : listed.vms()) {
                fleet.vm(vm, listed.placement().hostOf(vm.id()));
                demand.put(vm.id(), Resource.CPU, 1.5).put(vm.id(), Resource.MEMORY, 0x1p30);
            }
            record.append(Observation.of(fleet.build(), demand.build()));
        }
    }

    @Test
    void withoutATraceDemandIsWhatTheStateFolderKnows() throws Exception {
        record();

        try (Program program = simulate("--policy", "none", "--no-report", "--what-if", "scale vm-1 2")) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out())
                    .containsPattern("Cluster of own.yaml: 2 hosts, 2 VMs, 7\\d steps of 600 s")
                    .contains("Demand peaks at 3 of 16 cores (19 %)", "Demand peaks at 4.5 of 16 cores (28 %)");
        }
    }

    @Test
    void theStateFolderIsATraceAsWell() throws Exception {
        record();

        try (Program program =
                simulate("--trace", folder.resolve("state").toString(), "--policy", "none", "--no-report")) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("Demand peaks at 3 of 16 cores (19 %)");
        }
    }

    @Test
    void vmsOfOtherNamesAreRefusedWithThoseOfBoth() throws Exception {
        Path trace = trace(2, "other");

        try (Program program = simulate("--trace", trace.toString(), "--no-report")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("it has other, the cluster has vm-1, vm-2");
        }
    }

    @Test
    void withoutATraceItNeedsAPast() throws Exception {
        try (Program program = simulate("--no-report")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("Nothing is known of the CPU demand", "--trace PATH names a recording");
        }
    }

    @Test
    void theFileSaysWhichHostsThereAre() throws Exception {
        try (Program program = simulate("--hosts", "3")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.err()).contains("--hosts and --config contradict each other", "--what-if 'remove HOST'");
        }
    }
}
