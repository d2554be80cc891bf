// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuMonthTest {

    @TempDir
    private Path folder;

    @Test
    void theGridIsThatOfTheMedianVmAndTheLaterOfTwoValuesInASlotCounts() throws IOException {
        write("time", "1,1000 300 300 300", "2,1000 10 590 300", "3,1600 300");
        write("cpu_pct", "1,1 2 3 4", "2,5 6 7 8", "3,10 20");
        write("cpu_cap_mhz", "1,1000*4", "2,2000*2 3000*2", "3,500*2");

        CpuMonth month = CpuMonth.read(folder, "2013-7");

        assertThat(month.start()).isEqualTo(Instant.ofEpochSecond(900));
        assertThat(month.vms()).containsExactly("1", "2", "3");
        assertThat(month.percent().get(0)).containsExactly(1, 2, 3, 4);
        assertThat(month.percent().get(1)).containsExactly(6, Double.NaN, 7, 8);
        assertThat(month.percent().get(2)).containsExactly(Double.NaN, Double.NaN, 10, 20);
        assertThat(month.megahertz().get(1)).containsExactly(120, Double.NaN, 210, 240);
    }

    @Test
    void aColumnThatIsMissingIsNamed() throws IOException {
        write("time", "1,1000 300");
        write("cpu_pct", "1,1 2");

        assertThatThrownBy(() -> CpuMonth.read(folder, "2013-7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rnd-2013-7-cpu_cap_mhz.csv");
    }

    private void write(String column, String... lines) throws IOException {
        Files.writeString(
                folder.resolve("rnd-2013-7-" + column + ".csv"), "vm,values\n" + String.join("\n", lines) + "\n");
    }
}
