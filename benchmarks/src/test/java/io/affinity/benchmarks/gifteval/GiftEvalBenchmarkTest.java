// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.traces.CpuMonth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GiftEvalBenchmarkTest {

    private static final int SLOTS = 7 * 288;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void aWeekOfTwoVms() throws IOException {
        write(
                "time",
                "1000000 " + "300 ".repeat(SLOTS - 1).strip(),
                "1000000 " + "300 ".repeat(SLOTS - 1).strip());
        write("cpu_pct", percents(1), percents(2));
        write("cpu_cap_mhz", "2000*" + SLOTS, "4000*" + SLOTS);
    }

    private static String percents(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, SLOTS)
                .mapToObj(i -> "" + Math.round(50 + 30 * Math.sin(i * Math.PI / 144) + 20 * random.nextDouble()))
                .collect(Collectors.joining(" "));
    }

    private void write(String column, String first, String second) throws IOException {
        Files.writeString(
                folder.resolve("rnd-2013-7-" + column + ".csv"), "vm,values\n1," + first + "\n2," + second + "\n");
    }

    private int run(String... options) throws Exception {
        Benchmark benchmark = new GiftEvalBenchmark();
        List<String> all = new ArrayList<>(List.of("--data", folder.toString()));
        all.addAll(List.of(options));
        return benchmark.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void forecastsThatAreWrittenHaveTheLossesThatArePrinted() throws Exception {
        Path file = folder.resolve("forecasts.csv");

        assertThat(run("--tasks", "5t_medium", "--model", "seasonal-naive@288", "--out", file.toString()))
                .isZero();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("task,vm,series,window,step,q0.1,q0.2,q0.3,q0.4,q0.5,q0.6,q0.7,q0.8,q0.9");
        assertThat(lines).hasSize(1 + 2 * 2 * 2 * 480);
        Matcher printed =
                Pattern.compile("\\| 5t_medium \\| 8 \\| ([0-9.]+) \\|").matcher(text());
        assertThat(printed.find()).isTrue();
        assertThat(Double.parseDouble(printed.group(1))).isCloseTo(wql(lines), within(1e-4));
        assertThat(text()).contains("| **seasonal-naive@288** | this run |", "| PatchTST | deep-learning |");
    }

    private double wql(List<String> lines) {
        CpuMonth month = CpuMonth.read(folder, "2013-7");
        double losses = 0;
        double absolute = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            int vm = Integer.parseInt(fields[1]) - 1;
            int at = SLOTS - 480 * (2 - Integer.parseInt(fields[3])) + Integer.parseInt(fields[4]) - 1;
            double actual = (fields[2].equals("pct") ? month.percent() : month.megahertz()).get(vm)[at];
            for (int d = 1; d <= 9; d++) {
                double excess = actual - Double.parseDouble(fields[4 + d]);
                losses += 2 * Math.max(d / 10.0 * excess, (d / 10.0 - 1) * excess) / 9;
            }
            absolute += actual;
        }
        return losses / absolute;
    }

    @Test
    void aForecasterOfFleetsAnswersTheSameWindowsWhateverShareIsAskedFor() throws Exception {
        Path file = folder.resolve("forecasts.csv");
        assertThat(run("--tasks", "5t_medium", "--model", "boosting", "--out", file.toString()))
                .isZero();
        List<String> all = Files.readAllLines(file);
        assertThat(all).hasSize(1 + 2 * 2 * 2 * 480);
        assertThat(text()).contains("| 5t_medium | 8 |");

        assertThat(run("--tasks", "5t_medium", "--model", "boosting", "--windows", "0.5", "--out", file.toString()))
                .isZero();

        assertThat(Files.readAllLines(file)).isSubsetOf(all).hasSizeBetween(2, all.size() - 1);
    }

    @Test
    void aShareOfTheWindowsIsDrawnBySeedWhateverTheNumberOfThreads() throws Exception {
        List<String> share = List.of("--tasks", "5t_short", "--model", "persistence", "--windows", "0.25");
        assertThat(run(share.toArray(String[]::new))).isZero();
        String one = figures();
        out.reset();
        assertThat(run("--tasks", "5t_short", "--model", "persistence", "--windows", "0.25", "--threads", "2"))
                .isZero();
        assertThat(figures()).isEqualTo(one);
        assertThat(one).doesNotContain("| 72 |");
    }

    private String figures() {
        return text().lines()
                .filter(line -> line.startsWith("| 5t_short"))
                .map(line -> line.replaceAll("\\| [0-9.]+ \\|$", ""))
                .collect(Collectors.joining());
    }

    @Test
    void theFirstDaysOfAMonthHaveWindowsOfTheirOwn() throws Exception {
        assertThat(run("--tasks", "5t_short", "--model", "persistence", "--days", "5"))
                .isZero();
        assertThat(text()).contains("| 5t_short | 72 |").doesNotContain("PatchTST");
    }

    @Test
    void whatIsIllegalIsSaid() throws Exception {
        assertThat(run("--tasks", "5t_eternal")).isEqualTo(2);
        assertThat(run("--windows", "0")).isEqualTo(2);
        assertThat(run("--months", "2013-8")).isEqualTo(2);
        assertThat(run("--days", "4", "--tasks", "5t_long")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("(5t_eternal)", "(0.0)", "rnd-2013-8-time.csv", "must be longer");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
