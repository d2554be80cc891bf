// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepairBenchmarkTest {

    /** Host 1 runs 120 of 100. VM 2 can go to host 2, VM 3 cannot, and VM 1 is too small; host 3 is another zone. */
    private static final String PROBLEM = """
            H 1 100 100 100 0
            H 2 100 100 100 0
            H 3 100 100 100 1
            V 1 1 10 10 10 10 10 10
            V 2 1 30 30 30 50 30 30
            V 3 1 30 30 30 60 30 30
            V 4 3 30 30 30 95 30 30
            V 5 2 40 30 30 45 30 30
            S 2 4
            F 3 0
            F 2 0
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"demand", "allocation"})
    void overloadedHostsAreRelievedByTheFewestMoves(String load) throws IOException {
        Path problem = Files.writeString(folder.resolve("problem.txt"), PROBLEM);
        Path answer = folder.resolve("answer.txt");

        String printed = run(0, "--problem", problem, "--seconds", 0.5, "--load", load, "--out", answer);

        assertThat(printed).contains("| problem.txt | " + load + " | 1 | 1 | 0 |");
        assertThat(Files.readString(answer)).isEqualTo("2 2\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "H 1 100 100 100 | must be \"H host cpu mem net zone\"",
                "V 1 9 1 1 1 1 1 1 | host 9 of VM 1 must have a line",
                "S 77 | VM 77 of a group must have a line",
                "X 1 | must be \"H host",
                "H 1 1 -5 1 0 | must be a whole number, at least 0"
            })
    void aLineThatIsNoneIsNamed(String line, String message) throws IOException {
        Path problem =
                Files.writeString(folder.resolve("problem.txt"), "H 2 1 1 1 0\nV 2 2 1 1 1 1 1 1\n" + line + "\n");

        assertThat(run(2, "--problem", problem)).contains(message);
    }

    @Test
    void optionsHaveARange() throws IOException {
        Path problem = Files.writeString(folder.resolve("problem.txt"), PROBLEM);

        assertThat(run(2, "--problem", problem, "--seconds", 0)).contains("--seconds (0.0) must be more than 0");
        assertThat(run(2, "--problem", problem, "--load", "both")).contains("must be demand or allocation");
    }

    private static String run(int expected, Object... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> words = Arrays.stream(arguments).map(Object::toString).toList();

        assertThat(new RepairBenchmark().run(words, stream, stream)).isEqualTo(expected);

        return out.toString(StandardCharsets.UTF_8);
    }
}
