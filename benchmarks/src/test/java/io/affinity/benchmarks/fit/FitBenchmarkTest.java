// SPDX-License-Identifier: Apache-2.0
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
    void withSomeParametersFixedTheOthersAreEstimated() throws IOException {
        assertThat(run("--model arima --order 1,0,1 --no-mean --fixed ar1=0.5")).isZero();
        assertThat(text(out)).contains("\"ar1\" : 0.5", "\"ma1\" : ");
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

    @Test
    void regressorsWithoutAHeaderAreNamedAsInR() throws IOException {
        Path xreg = folder.resolve("xreg.txt");
        Files.writeString(
                xreg, IntStream.range(0, 75).mapToObj(String::valueOf).collect(Collectors.joining("\n")) + "\n");

        assertThat(run("--model arima --order 1,0,0 --xreg " + xreg)).isZero();
        assertThat(text(out)).containsSubsequence("\"ar1\"", "\"intercept\"", "\"xreg\"");
    }

    @Test
    void whereARegressorIsMissingTheSeriesTellsNothing() throws IOException {
        Path xreg = folder.resolve("xreg.txt");
        Files.writeString(
                xreg,
                "a,b\n"
                        + IntStream.range(0, 75)
                                .mapToObj(i -> (i == 10 ? "NA" : String.valueOf(i)) + "," + i % 2)
                                .collect(Collectors.joining("\n")));

        assertThat(run("--model arima --order 1,0,0 --xreg " + xreg)).isZero();
        String residuals = text(out).substring(text(out).indexOf("residuals")).replaceAll("\\s", "");
        assertThat(residuals.split(",")[10]).isEqualTo("null");
    }

    @Test
    void anEmptyLineIsAGapWhereverItStands() throws IOException {
        Files.writeString(series, "1\n2\n\n4\nNA\n6\n7\n8\n9\n11\n\n");

        assertThat(run("--model arima --order 0,1,0")).isZero();
        String residuals = text(out).substring(text(out).indexOf("residuals")).replaceAll("\\s", "");
        assertThat(residuals.split(",")).hasSizeGreaterThanOrEqualTo(11);
        assertThat(residuals).contains("null");
    }

    @Test
    void withoutAHorizonThereAreNoForecasts() throws IOException {
        assertThat(new FitBenchmark()
                        .run(
                                List.of(
                                        "--model",
                                        "ets",
                                        "--spec",
                                        "AAN",
                                        "--series",
                                        series.toString(),
                                        "--horizon",
                                        "0"),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isZero();
        assertThat(text(out)).contains("\"mean\" : [ ]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--model nothing",
                "--model ets --spec XYZ",
                "--model ets --spec AAM --period 12",
                "--model arima --order 1,0",
                "--model arima --order 1,0,-1",
                "--model arima --order 0,1,1 --seasonal 0,1,1 --period 1",
                "--model holtwinters --kind odd --period 12",
                "--model holtwinters --kind additive --period 12 --fixed alpha=0.5",
                "--model arima --order 1,0,0 --no-mean --fixed ar2=0.5",
                "--model auto-arima --period 12 --fixed ar1=0.5",
                "--model ets --spec ANN --xreg nowhere.txt",
                "--model arima --order 1,0,0 --xreg nowhere.txt",
                "--model arima --order 1,0,0 --unknown",
                "--model arima --order one"
            })
    void whatIsWrongIsSaidInOneLine(String model) throws IOException {
        assertThat(run(model)).isEqualTo(2);
        assertThat(text(err).strip().lines()).hasSize(1);
        assertThat(text(err)).startsWith("bench fit: ");
    }

    @Test
    void tooFewRowsOfRegressorsAreRefusedWithTheNumberNeeded() throws IOException {
        Path xreg = folder.resolve("xreg.txt");
        Files.writeString(xreg, "1\n2\n");

        assertThat(run("--model arima --order 1,0,0 --xreg " + xreg)).isEqualTo(2);
        assertThat(text(err)).contains("number of rows (2) must be at least 75");
    }

    @Test
    void helpSaysWhatThereIs() throws IOException {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).contains("--seasonal", "--xreg", "--fixed", "--[no-]mean");
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
