// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdStartBenchmarkTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... options) throws IOException {
        return new ColdStartBenchmark()
                .run(
                        List.of(options),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** Twelve VMs that want little for half an hour and then much for half an hour, in turn. */
    private Path trace() throws IOException {
        StringBuilder rows = new StringBuilder("time-s,vm,cpu\n");
        for (int t = 0; t < 300; t++) {
            for (int vm = 0; vm < 12; vm++) {
                double cores = (t + vm) % 12 < 6 ? 0.5 : 3.5;
                rows.append(String.format(Locale.ROOT, "%d,vm-%d,%.1f%n", 300 * t, vm, cores));
            }
        }
        return Files.writeString(folder.resolve("trace.csv"), rows.toString());
    }

    /** {@return the pooled losses of a row: with a past to borrow from, with others that are as new, alone} */
    private double[] losses(int known, int lead) {
        String row = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("| " + known + " | " + lead + " |"))
                .findFirst()
                .orElseThrow();
        String[] cells = row.split("\\|");
        double[] losses = new double[3];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = Double.parseDouble(cells[4 + i].strip().split(" ")[0]);
        }
        return losses;
    }

    @Test
    void whereOthersWentOnFromThereIsWorthKnowing() throws IOException {
        int exitCode = run("--trace", trace().toString(), "--past", "200", "--starts", "7", "--new", "4");

        assertThat(exitCode).as(err.toString(StandardCharsets.UTF_8)).isZero();
        for (int known : new int[] {1, 3}) {
            for (int lead : new int[] {1, 12}) {
                double[] losses = losses(known, lead);
                assertThat(losses[0]).isLessThan(losses[1]).isLessThan(losses[2]);
            }
        }
    }

    @Test
    void whatIsIllegalIsNamed() throws IOException {
        assertThat(run("--trace", trace().toString(), "--past", "2016")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("bench cold-start: The trace must have at least 2039 steps; it has 300.");
        assertThat(run("--trace", trace().toString(), "--new", "1")).isEqualTo(2);
    }

    @Test
    void aLossIsTheMeanOverTheLevels() {
        QuantileLevels levels = QuantileLevels.of(0.1, 0.5, 0.9);
        Forecast forecast =
                Forecast.of(Instant.EPOCH, Duration.ofMinutes(5), levels, new double[] {2}, new double[] {1, 2, 5});
        ColdStartLosses losses = new ColdStartLosses();

        losses.add(Company.NONE, 1, 1, forecast, 4, 8);

        double loss = (0.1 * 3 + 0.5 * 2 + 0.1 * 1) / 3;
        assertThat(losses.pooled(Company.NONE, 1, 1)).isEqualTo(100 * loss / 4, within(1e-9));
        assertThat(losses.shares(Company.NONE, 1, 1)).isEqualTo(100 * loss / 8, within(1e-9));
        assertThat(losses.count(Company.NONE, 1, 1)).isEqualTo(1);
    }
}
