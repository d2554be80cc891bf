// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import static io.affinity.simulation.workload.TraceFiles.column;
import static io.affinity.simulation.workload.TraceFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.storage.DemandRecord;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.telemetry.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemandRecordTraceTest {

    private static final Instant START = Instant.parse("2026-01-05T23:45:00.120Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    /** Cycles of a loop are some milliseconds late, and each day has a file. */
    @Test
    void theStateFolderOfALoopIsATrace() {
        for (int t = 0; t < 6; t++) {
            observe(START.plus(STEP.multipliedBy(t)).plusMillis(7 * (t % 3)), t == 2 ? Double.NaN : t, 1e9 * (t + 1));
        }
        text(folder.resolve("status.json"), "{}");
        text(folder.resolve("journal.lock"), "");

        Recording recording = Traces.open(folder);

        assertThat(recording.vms()).containsExactly("db of shop", "web");
        assertThat(recording.resources().resources()).containsExactly(Resource.CPU, Resource.MEMORY);
        assertThat(recording.start()).isEqualTo(START);
        assertThat(recording.step()).isEqualTo(STEP);
        assertThat(column(recording, 0, 0)).containsExactly(0, 1, Double.NaN, 3, 4, 5);
        assertThat(recording.value(1, 1, 5)).isEqualTo(6e9, within(1e3));
    }

    @Test
    void oneFileOfItIsATraceOfThatDay() {
        for (int t = 0; t < 6; t++) {
            observe(START.plus(STEP.multipliedBy(t)), t, 1e9);
        }

        assertThat(column(Traces.open(folder.resolve("demand-2026-01-05.txt")), 0, 0))
                .containsExactly(0, 1, 2);
        assertThat(column(Traces.open(folder.resolve("demand-2026-01-06.txt")), 0, 0))
                .containsExactly(3, 4, 5);
    }

    @Test
    void damagedLinesAreLeftOut() throws IOException {
        observe(START, 1, 1e9);
        Path day = folder.resolve("demand-2026-01-05.txt");
        Files.writeString(day, "00000000 1767656700120 web cpu=9.0\n", StandardOpenOption.APPEND);
        observe(START.plus(STEP), 2, 1e9);
        Files.writeString(day, "1234abcd 176765", StandardOpenOption.APPEND);

        assertThat(column(Traces.open(folder), 1, 0)).containsExactly(1, 2);
    }

    @Test
    void aRecordOfDamagedLinesIsRefused() {
        Path file = text(folder.resolve("record"), "00000000 1767656700120 web cpu=9.0");

        assertThatThrownBy(() -> Traces.open(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(file + ": there are no values; there must be at least one.");
    }

    private void observe(Instant at, double cores, double memory) {
        HostId host = new HostId("h");
        Fleet fleet = Fleet.builder(at)
                .hosts(List.of(Host.of(host, ResourceVector.cpuAndMemory(64, 64e9))))
                .vm(Vm.of("db of shop", 8, 8e9), host)
                .vm(Vm.of("web", 8, 8e9), host)
                .build();
        new DemandRecord(folder, Duration.ofDays(9), STEP, () -> at)
                .append(Observation.of(fleet, new double[] {cores, memory, cores, memory}));
    }
}
