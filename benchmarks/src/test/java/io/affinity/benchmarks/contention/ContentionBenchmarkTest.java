// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentionBenchmarkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void vmsThatPeakTogetherArePredictedBetterJointlyThanOneByOne() throws IOException {
        Path trace = folder.resolve("coinciding.csv");
        Files.writeString(trace, coinciding(24));
        Path json = folder.resolve("scores.json");

        assertThat(run("--trace", trace.toString(), "--json", json.toString())).isZero();
        assertThat(text(out)).contains("coinciding.csv: 24 VMs on", "reliability of joint", "| Brier | joint |");
        assertThat(Files.readString(json))
                .contains("\"joint\"", "\"independentNormal\"", "\"quantileSum\"", "\"nSigma\"", "\"recentPeak\"")
                .contains("\"reliability\"", "\"coverage\"");
    }

    @Test
    void tooFewVmsAreRefused() throws IOException {
        Path trace = folder.resolve("few.csv");
        Files.writeString(trace, coinciding(3));

        assertThat(run("--trace", trace.toString())).isEqualTo(2);
        assertThat(text(err)).contains("number of VMs in the trace (3) must be at least 6");
    }

    @Test
    void aMissingTraceIsNamed() throws IOException {
        assertThat(run("--trace", folder.resolve("none.csv").toString())).isEqualTo(2);
        assertThat(text(err)).contains("none.csv");
    }

    /** All VMs follow one hidden load, with little noise of their own: their sum is far from independent. */
    private static String coinciding(int vms) {
        SplittableRandom random = new SplittableRandom(5);
        double[] shared = new double[288];
        for (int t = 1; t < shared.length; t++) {
            shared[t] = 0.7 * shared[t - 1] + 12 * (random.nextDouble() - 0.5);
        }
        StringBuilder csv = new StringBuilder("vm");
        for (int t = 0; t < shared.length; t++) {
            csv.append(",t").append(t);
        }
        for (int v = 0; v < vms; v++) {
            csv.append("\nvm").append(v);
            for (double load : shared) {
                csv.append(',').append(Math.round(Math.max(0, 30 + load + 2 * random.nextDouble())));
            }
        }
        return csv.append('\n').toString();
    }

    private int run(String... options) throws IOException {
        return new ContentionBenchmark()
                .run(
                        List.of(options),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
