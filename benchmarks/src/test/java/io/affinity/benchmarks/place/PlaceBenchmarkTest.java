// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceBenchmarkTest {

    @TempDir
    Path folder;

    @Test
    void aSmallFleetIsRelievedAndItsFiguresWritten() throws IOException {
        Path json = folder.resolve("place.json");

        String printed = run(
                0,
                List.of(
                        "--hosts",
                        "30",
                        "--vms",
                        "180",
                        "--rules",
                        "24",
                        "--seconds",
                        "0.5",
                        "--json",
                        json.toString()));

        assertThat(printed).contains("| hardViolationAfter | 0.000 |");
        assertThat(Files.readString(json)).contains("\"shortfallAfter\"").endsWith("}\n");
    }

    @Test
    void optionsHaveARange() throws IOException {
        assertThat(run(2, List.of("--hosts", "1"))).contains("--hosts (1) must be from 2 to 100000");
        assertThat(run(2, List.of("--vms", "1000000", "--scenarios", "1024"))).contains("VMs x steps x scenarios");
    }

    private static String run(int expected, List<String> arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThat(new PlaceBenchmark().run(arguments, stream, stream)).isEqualTo(expected);

        return out.toString(StandardCharsets.UTF_8);
    }
}
