package io.affinity.benchmarks.fit;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitBenchmarkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path series = Path.of("");

    @BeforeEach
    void writeASeasonWithATrend() throws IOException {
        series = folder.resolve("series.txt");
        Files.writeString(
                series,
                IntStream.range(0, 72)
                        .mapToObj(i -> String.valueOf(100 + i + 20 * Math.sin(i * Math.PI / 6) + i * 7 % 5))
                        .collect(Collectors.joining("\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--model arima --order 0,1,1 --seasonal 0,1,1 --period 12",
                "--model arima --order 1,0,0 --mean",
                "--model auto-arima --period 12",
                "--model ets --spec MAM --period 12",
                "--model ets --spec AAdA --period 12",
                "--model holtwinters --kind additive --period 12",
                "--model holtwinters --kind multiplicative --period 12"
            })
    void everyModelPrintsEveryField(String model) throws IOException {
        assertThat(run(model)).isZero();
        assertThat(text(out))
                .contains("\"model\"", "\"params\"", "\"sigma2\"", "\"loglik\"", "\"aic\"", "\"aicc\"", "\"bic\"")
                .contains("\"mean\"", "\"lower80\"", "\"upper80\"", "\"lower95\"", "\"upper95\"", "\"residuals\"")
                .contains("\"cpuMillis\"");
    }

    @Test
    void fixedParametersAreEvaluatedAsTheyAre() throws IOException {
        assertThat(run("--model arima --order 1,0,0 --no-mean --fixed ar1=0.5")).isZero();
        assertThat(text(out)).contains("\"ar1\" : 0.5");
    }

    @Test
    void regressorsReachIntoTheHorizon() throws IOException {
        Path xreg = folder.resolve("xreg.txt");
        Files.writeString(
                xreg,
                "step\n" + IntStream.range(0, 75).mapToObj(String::valueOf).collect(Collectors.joining("\n")));

        assertThat(run("--model arima --order 1,0,0 --mean --xreg " + xreg)).isZero();
        assertThat(text(out)).contains("\"step\"", "\"intercept\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--model nothing",
                "--model ets --spec XYZ",
                "--model arima --order 1,0",
                "--model holtwinters --kind odd --period 12",
                "--model arima --order 1,0,0 --no-mean --fixed ar2=0.5"
            })
    void whatIsWrongIsSaidInOneLine(String model) throws IOException {
        assertThat(run(model)).isEqualTo(2);
        assertThat(text(err).strip().lines()).hasSize(1);
        assertThat(text(err)).startsWith("bench fit: ");
    }

    private int run(String model) throws IOException {
        List<String> options = new ArrayList<>(List.of(model.split(" ")));
        options.addAll(List.of("--series", series.toString(), "--horizon", "3"));
        return new FitBenchmark()
                .run(
                        options,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
