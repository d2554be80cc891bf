// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastBenchmarkTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void aSeasonIsForecastForEveryStepOfEverySeries() throws Exception {
        Path out = folder.resolve("out.csv");

        assertThat(run(input("wave", season(96)), out, "auto")).isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).isEqualTo("id,step,mean,q0.025,q0.05,q0.1,q0.5,q0.9,q0.95,q0.975,cpuMillis,model");
        assertThat(lines).hasSize(1 + 12);
        assertThat(lines.subList(1, 13)).allSatisfy(line -> assertThat(line).startsWith("wave,"));
        assertThat(Double.parseDouble(lines.get(1).split(",")[2])).isBetween(-0.5, 0.5);
        assertThat(Double.parseDouble(lines.get(7).split(",")[2])).isBetween(9.5, 10.5);
    }

    @Test
    void quantilesAreThoseAskedForAndStayWithinTheBounds() throws Exception {
        Path out = folder.resolve("out.csv");

        assertThat(run(input("wave", season(96)), out, "persistence", "--levels", "0.1,0.2", "--lower", "0"))
                .isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).isEqualTo("id,step,mean,q0.1,q0.2,cpuMillis,model");
        assertThat(lines.subList(1, 13))
                .allSatisfy(line ->
                        assertThat(Double.parseDouble(line.split(",")[3])).isNotNegative());
        assertThat(run(input("wave", season(96)), out, "persistence", "--levels", "0.2,0.1"))
                .isEqualTo(2);
        assertThat(run(input("wave", season(96)), out, "persistence", "--upper", "NaN"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("[0.2, 0.1]", "NaN");
    }

    @Test
    void theNumberOfThreadsChangesNothingButTheTime() throws Exception {
        Path one = folder.resolve("one.csv");
        Path two = folder.resolve("two.csv");

        assertThat(run(input("wave", season(96)), one, "auto")).isZero();
        assertThat(run(input("wave", season(96)), two, "auto", "--threads", "2"))
                .isZero();
        assertThat(numbers(two)).isEqualTo(numbers(one));
    }

    @Test
    void aMalformedValueIsNamedWithItsLine() throws Exception {
        assertThat(run(input("a", "1 2 x"), folder.resolve("out.csv"), "auto")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2", "\"x\" must be a number or NA");
    }

    @Test
    void anUnknownModelListsTheKnownOnes() throws Exception {
        assertThat(run(input("a", "1 2 3"), folder.resolve("out.csv"), "nothing"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("(nothing)", "seasonal-naive");
    }

    private static String season(int length) {
        return IntStream.range(0, length).mapToObj(i -> i % 12 < 6 ? "0" : "10").collect(Collectors.joining(" "));
    }

    private static List<String> numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(","))
                .map(cells -> String.join(",", List.of(cells).subList(0, 10)))
                .toList();
    }

    private Path input(String id, String values) throws IOException {
        Path file = folder.resolve("in.csv");
        Files.writeString(file, "id,values\n" + id + "," + values + "\n");
        return file;
    }

    private int run(Path input, Path out, String model, String... more) throws Exception {
        var options = new ArrayList<>(List.of(
                "--input",
                input.toString(),
                "--out",
                out.toString(),
                "--model",
                model,
                "--periods",
                "12",
                "--horizon",
                "12"));
        options.addAll(List.of(more));
        return new ForecastBenchmark()
                .run(
                        options,
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
