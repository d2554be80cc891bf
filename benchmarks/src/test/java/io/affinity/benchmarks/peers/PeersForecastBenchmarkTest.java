// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

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

class PeersForecastBenchmarkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path input = Path.of("");

    @BeforeEach
    void writeSeasonalSeries() throws IOException {
        input = folder.resolve("in.csv");
        SplittableRandom random = new SplittableRandom(1);
        String rows =
                IntStream.range(0, 3).mapToObj(id -> id + "," + values(random)).collect(Collectors.joining("\n"));
        Files.writeString(input, "id,values\n" + rows + "\n");
    }

    private static String values(SplittableRandom random) {
        double[] noise = new double[192];
        for (int i = 1; i < noise.length; i++) {
            noise[i] = 0.6 * noise[i - 1] + 4 * random.nextDouble() - 2;
        }
        return IntStream.range(0, noise.length)
                .mapToObj(i -> String.valueOf(50 + 20 * Math.sin(i * Math.PI / 6) + i % 12 * noise[i / 12] + noise[i]))
                .collect(Collectors.joining(" "));
    }

    @Test
    void oursAndJDemetraStandSideBySide() throws Exception {
        Path json = folder.resolve("out.json");

        assertThat(run("--periods 12 --horizon 12 --r-limit 0 --models auto,arima-ml,jdemetra --json " + json))
                .isZero();
        assertThat(text(out))
                .contains("| auto | 3 | 0 |", "| arima-ml | 3 | 0 |", "| jdemetra | 3 | 0 |")
                .contains("arima-ml against jdemetra on 3 series: log-likelihood equal (1e-4) or better on ");
        assertThat(Files.readString(json)).contains("\"owa\"", "\"coverage95\"", "\"equalOrBetter\" : ");
    }

    @Test
    void withoutASeasonTheOrderIsASimpleOne() throws Exception {
        assertThat(run("--horizon 6 --train 100 --r-limit 0 --limit 2 --models persistence,arima-ml"))
                .isZero();
        assertThat(text(out)).contains("2 series", "order (0,1,1)", "| persistence | 2 | 0 |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--horizon 0 | horizon (0 steps) must be at least 1",
                "--horizon 200 | must be long enough",
                "--horizon 12 --periods 1 | period (1) must be at least 2",
                "--horizon 12 --models nothing | nothing",
                "--horizon 12 --order 1,0 | three numbers",
                "--horizon 12 --lower 1 --upper 0 | increasing order",
                "--horizon 12 --limit 0 | limit (0)",
                "--horizon 12 --train 190 | must be long enough",
                "--horizon twelve | twelve"
            })
    void whatIsWrongIsSaidInOneLine(String options, String message) throws Exception {
        assertThat(run(options)).isEqualTo(2);
        assertThat(text(err).strip().lines()).hasSize(1);
        assertThat(text(err)).startsWith("bench peers-forecast: ").contains(message);
    }

    @Test
    void helpSaysWhatThereIs() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).contains("--r-limit", "jdemetra");
    }

    private int run(String options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options.strip().split(" ")));
        all.addAll(List.of("--input", input.toString()));
        return new PeersForecastBenchmark()
                .run(
                        all,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
