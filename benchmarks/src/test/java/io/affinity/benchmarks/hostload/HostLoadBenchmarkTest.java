// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

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
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostLoadBenchmarkTest {

    private static final int ROWS = 120;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path trace = Path.of("");

    @BeforeEach
    void writeTrace() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        String header = "vm," + IntStream.range(0, ROWS).mapToObj(t -> "t" + t).collect(Collectors.joining(","));
        trace = folder.resolve("day.csv");
        Files.writeString(trace, header + "\n" + lines(12, ",", vm -> 20 + random.nextInt(20)));
    }

    @Test
    void aTablePutsTheScenariosBesideTheSameWithoutDependence() throws IOException {
        assertThat(run("--trace", trace.toString(), "--leads", "1,6")).isZero();

        assertThat(text(out)).contains("32 scenarios", "81.8 %", "9.1 %");
        assertThat(text(out).lines().filter(line -> line.startsWith("| day, cpu")))
                .hasSize(4)
                .anyMatch(line -> line.contains("| 6 | shuffled |"));
    }

    @Test
    void theFiguresAreInTheJsonToo() throws IOException {
        Path json = folder.resolve("figures.json");

        assertThat(run("--trace", trace.toString(), "--leads", "2", "--scenarios", "20", "--json", json.toString()))
                .isZero();
        assertThat(Files.readString(json))
                .contains(
                        "\"scenarios\" : 20",
                        "\"nominalInside\"",
                        "\"nominalAbove\"",
                        "\"traces\"",
                        "\"trace\" : \"day\"")
                .contains(
                        "\"resource\" : \"cpu\"",
                        "\"vms\" : ",
                        "\"hosts\" : ",
                        "\"lead\" : 2",
                        "\"joint\"",
                        "\"shuffled\"")
                .contains("\"outcomes\"", "\"meanRatio\"", "\"inside\"", "\"above\"", "\"below\"", "\"meanRank\"")
                .contains("\"errorVariance\"", "\"crps\"")
                .contains("\"rules\"", "\"persistence\"", "\"dayBefore\"", "\"lastDay\"", "\"independentNormal\"")
                .contains("\"contended\"", "\"within80\"", "\"within95\" : null", "\"brier\"", "\"pinball\"");
    }

    @Test
    void aSecondTablePutsTheScenariosBesideSimplerRules() throws IOException {
        assertThat(run("--trace", trace.toString(), "--leads", "1,6", "--scenarios", "40", "--steps", "100"))
                .isZero();

        assertThat(text(out)).contains("| in 80 % |", "| in 95 % |", "| Brier |", "| pinball % |");
        assertThat(text(out).lines().filter(line -> line.contains(" | day, cpu | 6 | ")))
                .hasSize(5)
                .anyMatch(line -> line.matches("\\| joint \\|.*\\| \\d+\\.\\d \\|.*"))
                // Half of a hundred steps is not a day.
                .anyMatch(line -> line.startsWith("| lastDay | day, cpu | 6 | 0 | - |"));
    }

    @Test
    void equalSeedsGiveEqualBytes() throws IOException {
        run("--trace", trace.toString(), "--seed", "4");
        String first = text(out);
        out.reset();
        run("--trace", trace.toString(), "--seed", "4");

        assertThat(text(out)).isEqualTo(first);
    }

    @Test
    void aMonthThatIsKeptColumnByColumnHasMemoryToo() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        column("time", vm -> 300);
        column("cores", vm -> 2);
        column("cpu_pct", vm -> 10 + random.nextInt(30));
        column("mem_cap_kb", vm -> 4_000_000);
        column("mem_used_kb", vm -> 1_000_000 + random.nextInt(100_000));
        Path month = folder.resolve("rnd-1-cpu_pct.csv");

        assertThat(run(
                        "--trace",
                        month.toString(),
                        "--resource",
                        "memory",
                        "--packing",
                        "neighbors",
                        "--vms",
                        "first:10",
                        "--leads",
                        "1"))
                .isZero();
        assertThat(text(out)).contains("| rnd-1, memory | 9 / 1 | 1 | joint |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--leads 0; lead (0) must be at least 1",
                "--stride 0; stride (0) must be at least 1",
                "--learning -1; number of steps to learn in (-1) must be at least 0",
                "--steps 0; number of steps (0) must be at least 1",
                "--scenarios 5; scenarios (5) must be at least 6",
                "--scenarios 129; scenarios (129) must be at least 6 and at most 128",
                "--packing tight; packing (tight) must be random or neighbors",
                "--resource disk; resource (disk) must be one of [cpu]",
                "--vms some; choice of VMs (some)",
                "--vms first:3; number of VMs in the trace (3) must be at least 6",
                "--generated ramps; generated demand (ramps) must be on-off",
                "--leads 200; lead (200)",
                "--trace no-such.csv; no-such.csv",
                "--colour red; --colour"
            })
    void illegalOptionsAreRefusedInOneLine(String options, String message) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--trace", trace.toString()));
        arguments.addAll(List.of(options.split(" ")));

        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(text(err).lines())
                .singleElement()
                .asString()
                .startsWith("bench hostload: ")
                .contains(message);
    }

    @Test
    void somethingMustBeCompared() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(text(err)).contains("--trace", "--generated on-off");
    }

    @Test
    void helpSaysWhatItDoes() throws IOException {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).contains("--packing", "--generated");
    }

    private void column(String name, IntFunction<Integer> values) throws IOException {
        Files.writeString(folder.resolve("rnd-1-" + name + ".csv"), "vm,values\n" + lines(12, " ", values));
    }

    private static String lines(int vms, String separator, IntFunction<Integer> values) {
        return IntStream.range(0, vms)
                .mapToObj(vm -> "vm" + vm + ","
                        + IntStream.range(0, ROWS)
                                .mapToObj(t -> values.apply(vm).toString())
                                .collect(Collectors.joining(separator))
                        + "\n")
                .collect(Collectors.joining());
    }

    private int run(String... options) throws IOException {
        return new HostLoadBenchmark()
                .run(
                        List.of(options),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
