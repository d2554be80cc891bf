// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.simulation.workload.BitbrainsTrace;
import io.affinity.simulation.workload.Recording;
import io.affinity.spi.model.Resource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnwiseMonthTest {

    /** A step of the grid. */
    private static final long T = 1_372_629_600;

    private static final double KB = 1024;

    @TempDir
    private Path folder;

    private Path percent = Path.of("");

    @BeforeEach
    void writeMonth() throws IOException {
        write("time", "a," + T + " 300 300", "b," + (T + 10) + " 290 610");
        write("cores", "a,2*2 4*1", "b,1*3");
        percent = write("cpu_pct", "a,50.0 25 150", "b,10.0 20.0 30.0");
        write("mem_cap_kb", "a,4000.0*1 8000.0*2", "b,1000.0*3");
        write("mem_used_kb", "a,1000 2000 3000", "b,10 20 30");
    }

    private Path write(String column, String... lines) throws IOException {
        return Files.writeString(
                folder.resolve("rnd-2013-7-" + column + ".csv"), "vm,values\n" + String.join("\n", lines) + "\n");
    }

    private static double[] column(Recording recording, int vm, int resource) {
        return IntStream.range(0, recording.steps())
                .mapToDouble(t -> recording.value(vm, resource, t))
                .toArray();
    }

    @Test
    void cpuIsInCoresAndMemoryInBytesOnTheGrid() {
        Recording month = ColumnwiseMonth.read(percent);

        assertThat(month.vms()).containsExactly("a", "b");
        assertThat(month.resources().resources()).containsExactly(Resource.CPU, Resource.MEMORY);
        assertThat(month.start()).isEqualTo(Instant.ofEpochSecond(T));
        assertThat(month.step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(column(month, 0, 0)).containsExactly(1, 0.5, 6, Double.NaN);
        assertThat(column(month, 0, 1)).containsExactly(1000 * KB, 2000 * KB, 3000 * KB, Double.NaN);
        assertThat(column(month, 1, 0)).containsExactly(0.1f, 0.2f, Double.NaN, 0.3f);
    }

    @Test
    void theAllocationIsTheLargestOfTheMonth() {
        Recording month = ColumnwiseMonth.read(percent);

        assertThat(month.allocation(0, 0)).isEqualTo(4);
        assertThat(month.allocation(0, 1)).isEqualTo(8000 * KB);
        assertThat(month.allocation(1, 0)).isEqualTo(1);
    }

    @Test
    void aVmWithoutCoresIsOffAndDemandsNothing() throws IOException {
        write("cores", "a,2*1 0*2", "b,0*3");

        Recording month = ColumnwiseMonth.read(percent);

        assertThat(column(month, 0, 0)).startsWith(1, 0, 0);
        assertThat(column(month, 0, 1)).startsWith(1000 * KB, 0, 0);
        assertThat(month.allocation(1, 0)).isZero();
    }

    @Test
    void ofRowsWithOneStampTheFirstCountsAndRowsMayBeOutOfOrder() throws IOException {
        write("time", "a," + (T + 300) + " 0 -300", "b," + T + " 300 300");

        assertThat(column(ColumnwiseMonth.read(percent), 0, 0)).containsExactly(6, 1, Double.NaN);
    }

    @Test
    void columnsMayBeCompressedEachByItself() throws IOException {
        Path plain = folder.resolve("rnd-2013-7-time.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("rnd-2013-7-time.csv.gz")))) {
            out.write(Files.readString(plain).getBytes(StandardCharsets.UTF_8));
        }
        Files.delete(plain);

        assertThat(ColumnwiseMonth.read(percent).steps()).isEqualTo(4);
    }

    /** The same rows in the original form, with irregular and repeated stamps, changes of capacity, and a VM that is off. */
    @Test
    void aMonthIsWhatTheOriginalFilesAre() throws IOException {
        long[][] stamps = {{T, T + 301, T + 601, T + 601, T + 1520}, {T + 160, T + 440, T + 760, T + 1040, T + 1380}};
        int[][] cores = {{2, 2, 4, 4, 4}, {0, 0, 1, 1, 0}};
        double[][] percents = {{33.3333333, 101.5, 7.7, 99, 0.1}, {1, 2, 3.14159, 4, 5}};
        double[][] used = {{1034592.8, 4.5, 6.25, 9, 1}, {5, 6, 7, 8, 9}};
        Path original = Files.createDirectories(folder.resolve("original"));
        String[][] columns = new String[5][2];
        for (int vm = 0; vm < 2; vm++) {
            StringBuilder rows = new StringBuilder("Timestamp [ms];\tCPU cores;\tCPU usage [%];\t"
                    + "Memory capacity provisioned [KB];\tMemory usage [KB]\n");
            for (int c = 0; c < 5; c++) {
                columns[c][vm] = (vm + 1) + ",";
            }
            for (int row = 0; row < 5; row++) {
                rows.append(stamps[vm][row] + ";\t" + cores[vm][row] + ";\t" + percents[vm][row] + ";\t"
                        + (5000.5 + row) + ";\t" + used[vm][row] + "\n");
                columns[0][vm] += (row == 0 ? stamps[vm][0] : stamps[vm][row] - stamps[vm][row - 1]) + " ";
                columns[1][vm] += cores[vm][row] + "*1 ";
                columns[2][vm] += percents[vm][row] + " ";
                columns[3][vm] += (5000.5 + row) + "*1 ";
                columns[4][vm] += used[vm][row] + " ";
            }
            Files.writeString(original.resolve((vm + 1) + ".csv"), rows);
        }
        write("time", columns[0]);
        write("cores", columns[1]);
        write("cpu_pct", columns[2]);
        write("mem_cap_kb", columns[3]);
        write("mem_used_kb", columns[4]);

        Recording read = ColumnwiseMonth.read(percent);
        Recording expected = BitbrainsTrace.read(original);

        assertThat(read.vms()).isEqualTo(expected.vms());
        assertThat(read.start()).isEqualTo(expected.start());
        assertThat(read.steps()).isEqualTo(expected.steps());
        for (int vm = 0; vm < 2; vm++) {
            for (int r = 0; r < 2; r++) {
                assertThat(column(read, vm, r)).containsExactly(column(expected, vm, r));
                assertThat(read.allocation(vm, r)).isEqualTo(expected.allocation(vm, r));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cores | b,1*3 | must be the values of VM a",
                "cpu_pct | a,1 2 | there are 2 values of VM a; there must be as many as times (3)",
                "cpu_pct | a,1 2 x | \"x\" must be a number",
                "cpu_pct | a,1 2 NaN | must be a finite number",
                "mem_used_kb | a,1 2 -3 | the values of VM a must not be negative",
                "cores | a,2*two | \"two\" must be the number of rows",
                "mem_cap_kb | a 1 2 3 | must be a name, a comma, and values",
                "time | a,1 2 3 \\n b,1 2 3 \\n c,1 2 3 | must be the values of VM c"
            })
    void whatIsWrongIsNamedWithFileAndLine(String column, String rows, String message) throws IOException {
        write(column, rows.strip().split(" *\\\\n *", -1));

        assertThatThrownBy(() -> ColumnwiseMonth.read(percent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("rnd-2013-7-", ", line ", message.strip());
    }

    @Test
    void everySiblingMustBeThere() throws IOException {
        Files.delete(folder.resolve("rnd-2013-7-mem_cap_kb.csv"));

        assertThatThrownBy(() -> ColumnwiseMonth.read(percent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("rnd-2013-7-mem_cap_kb.csv", "must be one that exists");
    }

    @Test
    void thereMustBeAVmAndTheHeader() throws IOException {
        write("time");
        assertThatThrownBy(() -> ColumnwiseMonth.read(percent)).hasMessageContaining("at least one VM");

        Files.writeString(folder.resolve("rnd-2013-7-time.csv"), "vm,t0\na,1\n");
        assertThatThrownBy(() -> ColumnwiseMonth.read(percent)).hasMessageContaining("must be the header vm,values");
    }

    @Test
    void onlyTheColumnOfCpuStandsForAMonth() {
        assertThat(ColumnwiseMonth.isNamedSo(Path.of("x/rnd-2013-7-cpu_pct.csv.gz")))
                .isTrue();
        assertThat(ColumnwiseMonth.isNamedSo(Path.of("rnd-2013-7-cpu_pct.csv"))).isTrue();
        assertThat(ColumnwiseMonth.isNamedSo(Path.of("rnd-2013-7-time.csv.gz"))).isFalse();
        assertThat(ColumnwiseMonth.isNamedSo(Path.of("planetlab-20110303.csv.gz")))
                .isFalse();
    }
}
