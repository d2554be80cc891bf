// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingBenchmarkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path input = Path.of("");

    @BeforeEach
    void writeSeasonalSeries() throws IOException {
        input = folder.resolve("in.csv");
        SplittableRandom random = new SplittableRandom(1);
        String rows = IntStream.range(0, 3)
                .mapToObj(id -> id + ","
                        + IntStream.range(0, 150)
                                .mapToObj(i -> String.valueOf((i % 12 < 6 ? 1 : 5) + random.nextDouble()))
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        Files.writeString(input, "id,values\n" + rows + "\nshort,1 2 3\n");
    }

    @Test
    void aSeasonIsForecastBetterThanByPersistence() throws Exception {
        Path json = folder.resolve("out.json");

        assertThat(run("--train 100 --horizon 6,12 --periods 12 --stride 4 --refit-steps 20 --json " + json))
                .isZero();
        assertThat(text(out))
                .contains("4 series, 1 of them left out")
                .contains("| auto | 6 | 3 | 0 |", "| persistence | 12 | 3 | 0 |", "| seasonal-naive@12 | 12 |")
                .containsPattern("\\| auto \\| persistence \\| 12 \\| 3 \\| 0\\.[2-9]");
        assertThat(Files.readString(json)).contains("\"fitCpuMillis\"", "\"referenceWins\"", "\"description\"");
    }

    @Test
    void theNumberOfThreadsChangesNothingButTheTime() throws Exception {
        String options = "--train 100 --horizon 6 --periods 12 --model holt-winters --threads ";

        assertThat(run(options + 1)).isZero();
        String one = withoutTimes(text(out));
        out.reset();
        assertThat(run(options + 2)).isZero();
        assertThat(withoutTimes(text(out))).isEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--train 0 --horizon 6 | steps to train (0) must be at least 1",
                "--train 100 --horizon 0 | horizon (0) must be at least 1",
                "--train 100 --horizon 6 --stride 0 | stride (0)",
                "--train 100 --horizon 6 --model nothing | nothing",
                "--train 100 --horizon 6 --periods 1 | period (1)",
                "--train 100 --horizon 6 --lower 2 --upper 1 | increasing order",
                "--train 100 | --horizon"
            })
    void whatIsWrongIsSaidInOneLine(String options, String message) throws Exception {
        assertThat(run(options)).isEqualTo(2);
        assertThat(text(err).strip().lines()).hasSize(1);
        assertThat(text(err)).startsWith("bench rolling: ").contains(message);
    }

    private static String withoutTimes(String text) {
        return text.lines()
                .map(line -> line.startsWith("| ")
                                && line.chars().filter(c -> c == '|').count() == 12
                        ? line.substring(0, line.lastIndexOf('|', line.lastIndexOf('|', line.length() - 2) - 1))
                        : line)
                .collect(Collectors.joining("\n"));
    }

    private int run(String options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options.strip().split(" ")));
        all.addAll(List.of("--trace", input.toString()));
        return new RollingBenchmark()
                .run(
                        all,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
