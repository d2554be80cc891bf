// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import static io.affinity.simulation.workload.TraceFiles.column;
import static io.affinity.simulation.workload.TraceFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.simulation.workload.Recording.Measure;
import io.affinity.spi.model.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTraceTest {

    private static final String CELL_RULE =
            " must be a number from 0 to 1e18 with a decimal point, or empty for a gap.";

    @TempDir
    Path folder;

    @Test
    void rowsMayComeInAnyOrder() {
        Recording recording = CsvTrace.read(csv(
                "vm,resource,t0,t1", "web,memory,1e9,2e9", "db,cpu,0.5,1.5", "web, cpu, 0.25, 4", "db,memory,3e9,4e9"));

        assertThat(recording.vms()).containsExactly("web", "db");
        assertThat(recording.resources().resources()).containsExactly(Resource.CPU, Resource.MEMORY);
        assertThat(recording.measure()).isEqualTo(Measure.QUANTITY);
        assertThat(column(recording, 0, 0)).containsExactly(0.25, 4);
        assertThat(column(recording, 1, 1)).containsExactly(3e9, 4e9);
        assertThat(recording.start()).isEqualTo(Instant.EPOCH);
        assertThat(recording.step()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void semicolonsAndTabsSeparateAsWellAndThenCommasMayBeDecimal() {
        Recording semicolons = CsvTrace.read(csv("vm;resource;t0;t1", "a;cpu;0,5;1,25"));
        Recording tabs = CsvTrace.read(csv("vm\tresource\tt0\tt1", "a\tcpu\t0.5\t1.25"));

        assertThat(column(semicolons, 0, 0)).containsExactly(0.5, 1.25);
        assertThat(column(tabs, 0, 0)).containsExactly(0.5, 1.25);
    }

    @Test
    void whatIsTooMuchIsRefusedWithTheLimit() {
        assertWrong(", line 2, column 4: \"1e300\"" + CELL_RULE, "vm,resource,t0,t1", "a,cpu,1,1e300");
    }

    @Test
    void emptyCellsAndNanAreGaps() {
        Recording recording = CsvTrace.read(csv("vm,resource,t0,t1,t2", "a,cpu,,NaN,1"));

        assertThat(column(recording, 0, 0)).containsExactly(Double.NaN, Double.NaN, 1);
    }

    @Test
    void theCallerSaysStartAndStepUnlessTheHeaderHasTimes() {
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        Path counted = text(folder.resolve("counted.csv"), "vm,resource,t0,t1", "a,cpu,1,2");
        Path timed = text(
                folder.resolve("timed.csv"),
                "vm,resource,2024-05-01T10:00:00Z,2024-05-01T10:01:00Z,2024-05-01T10:02:00Z",
                "a,cpu,1,2,3");

        Recording byCaller = CsvTrace.read(counted, start, Duration.ofSeconds(30));
        Recording byHeader = CsvTrace.read(timed, start, Duration.ofSeconds(30));

        assertThat(byCaller.start()).isEqualTo(start);
        assertThat(byCaller.step()).isEqualTo(Duration.ofSeconds(30));
        assertThat(byHeader.start()).isEqualTo(Instant.parse("2024-05-01T10:00:00Z"));
        assertThat(byHeader.step()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void timesOfTheHeaderMustBeRegular() {
        assertWrong(
                ", line 1, column 5: \"2024-05-01T10:03:00Z\" must be later than the time before it, by the same step"
                        + " as the first two.",
                "vm,resource,2024-05-01T10:00:00Z,2024-05-01T10:01:00Z,2024-05-01T10:03:00Z",
                "a,cpu,1,2,3");
        assertWrong(
                ", line 1, column 4: \"2024-05-01T09:00:00Z\" must be later than the time before it, by the same step"
                        + " as the first two.",
                "vm,resource,2024-05-01T10:00:00Z,2024-05-01T09:00:00Z",
                "a,cpu,1,2");
        assertWrong(
                ", line 1, column 4: \"t1\" must be a time like 2024-01-31T00:05:00Z.",
                "vm,resource,2024-05-01T10:00:00Z,t1",
                "a,cpu,1,2");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertWrong(", line 1: \"a,b\" must be the header vm,resource,t0,t1 and so on.", "a,b");
        assertWrong(", line 1, column 4: \"t7\" must be t1.", "vm,resource,t0,t7", "a,cpu,1,2");
        assertWrong(", line 2, column 4: \"abc\"" + CELL_RULE, "vm,resource,t0,t1", "a,cpu,1,abc");
        assertWrong(", line 2, column 3: \"-1\"" + CELL_RULE, "vm,resource,t0", "a,cpu,-1");
        assertWrong(", line 2, column 3: \"Infinity\"" + CELL_RULE, "vm,resource,t0", "a,cpu,Infinity");
        assertWrong(", line 2, column 3: \"1e39\"" + CELL_RULE, "vm,resource,t0", "a,cpu,1e39");
        assertWrong(
                ", line 2, column 2: \"disk\" must be one of [cpu, memory, network, disk-throughput, disk-operations].",
                "vm,resource,t0",
                "a,disk,1");
        assertWrong(
                ", line 3: the row has 1 values; it must have 2, as the header.",
                "vm,resource,t0,t1",
                "a,cpu,1,2",
                "b,cpu,1");
        assertWrong(
                ", line 2: the row has 3 values; it must have 2, as the header.", "vm,resource,t0,t1", "a,cpu,1,2,3");
        assertWrong(
                ", line 3: the VM a has cpu twice; each VM must have one row for it.",
                "vm,resource,t0",
                "a,cpu,1",
                "a,cpu,1");
        assertWrong(", line 2, column 1: \"\" must be the name of a VM.", "vm,resource,t0", ",cpu,1");
        assertWrong(": there are no rows; there must be one for each VM and resource.", "vm,resource,t0");
        assertWrong(
                ": the VM b has no row for memory; it must have one, as other VMs (cells may be empty).",
                "vm,resource,t0",
                "a,cpu,1",
                "a,memory,1",
                "b,cpu,1");
    }

    @Test
    void theStepMustBePositive() {
        assertThatThrownBy(() -> CsvTrace.read(folder, Instant.EPOCH, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The step (PT0S) must be positive.");
    }

    private void assertWrong(String message, String... lines) {
        Path file = csv(lines);
        assertThatThrownBy(() -> CsvTrace.read(file))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(file + message);
    }

    private Path csv(String... lines) {
        return text(folder.resolve("trace.csv"), lines);
    }
}
