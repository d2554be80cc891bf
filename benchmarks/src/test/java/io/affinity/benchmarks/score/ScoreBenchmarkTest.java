// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreBenchmarkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    /** Says nothing of speed: only that each step runs under JMH and is reported with its limit. */
    @Test
    void measuresEachStepBesideItsLimit() throws Exception {
        Path json = folder.resolve("score.json");

        assertThat(run(
                        "--vms=60",
                        "--hosts=6",
                        "--steps=2",
                        "--scenarios=8",
                        "--resources=2",
                        "--iterations=1",
                        "--millis=20",
                        "--heap=64m",
                        "--json=" + json))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("60 VMs, 6 hosts", "scoreAll", "moveDelta");
        assertThat(Files.readString(json))
                .contains("\"scoreAll\"", "\"moveDelta\"", "\"hostLoads\"", "\"buildScenarios\"", "\"applyMove\"")
                .contains("\"nanos\"", "\"plainReadNanos\"", "\"ratio\"", "\"bytesPerOp\"", "\"oneThreadNanos\"");
    }

    @ParameterizedTest
    @CsvSource({"--vms=0, --vms (0)", "--utilization=0, --utilization (0.0)", "--what, --what"})
    void refusesNumbersThatMakeNoFleet(String option, String message) throws Exception {
        assertThat(run(option)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(message);
    }

    @Test
    void readsWhatItWrote() {
        ScoreOptions options = ScoreOptions.ofShape("--vms=7 --utilization=0.5 --seed=9");

        assertThat(ScoreOptions.ofShape(options.shape()).shape()).isEqualTo(options.shape());
        assertThat(options.vms).isEqualTo(7);
    }

    @Test
    void takesMediansAndTheQuietestAllocation() {
        ScoreFigure figure = ScoreFigure.of(
                "step",
                List.of(
                        new ScoreFigure.Iteration(20, 10, 64, 2, 0),
                        new ScoreFigure.Iteration(90, 10, 0, 1, 0),
                        new ScoreFigure.Iteration(30, 20, 0, 1, 0)),
                5);

        assertThat(figure.nanos()).isEqualTo(30);
        assertThat(figure.limitNanos()).isEqualTo(10);
        assertThat(figure.ratio()).isEqualTo(2);
        assertThat(figure.lowestRatio()).isEqualTo(1.5);
        assertThat(figure.highestRatio()).isEqualTo(9);
        assertThat(figure.bytesPerOp()).isZero();
    }

    private int run(String... options) throws Exception {
        return new ScoreBenchmark()
                .run(
                        List.of(options),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
