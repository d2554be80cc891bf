// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.plan;

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

class PlanBenchmarkTest {

    @TempDir
    Path folder;

    @Test
    void migrationsOfANearlyFullFleetAreOrderedAndReplayed() throws IOException {
        Path json = folder.resolve("plan.json");

        String printed = run(
                0,
                List.of("--hosts", "60", "--vms", "360", "--rules", "20", "--migrations", "60", "--json", "" + json));

        assertThat(printed).contains("| wanted | 61.000 |");
        assertThat(Files.readString(json)).contains("\"timeOverLeast\"").endsWith("}\n");
    }

    @Test
    void ofEachRingOneVmStopsOver() throws IOException {
        String printed = run(0, List.of("--rings", "12", "--ring-length", "3", "--failures", "36"));

        assertThat(printed).contains("| migrations | 48.000 |", "| postponed | 0.000 |", "| stopovers | 12.000 |");
    }

    @Test
    void optionsHaveARange() throws IOException {
        assertThat(run(2, List.of("--ring-length", "1"))).contains("--ring-length (1) must be from 2 to 1000");
    }

    private static String run(int expected, List<String> arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThat(new PlanBenchmark().run(arguments, stream, stream)).isEqualTo(expected);

        return out.toString(StandardCharsets.UTF_8);
    }
}
