// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OnlineBenchmarkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @EnumSource(
            value = ModelKind.class,
            names = {"ARIMA_212_011_24"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyKindLearnsADayAndGoesOn(ModelKind kind) {
        double[] values = DailyDemand.values(1, 3 * DailyDemand.DAY);
        FittedModel model = kind.fit(values);

        model.observe(0.5);
        Forecast forecast = model.forecast(12, QuantileLevels.STANDARD);

        assertThat(forecast.steps()).isEqualTo(12);
        assertThat(forecast.mean(0)).isBetween(0.0, 1.0);
    }

    @Test
    void aFleetIsUpdatedInParts() throws Exception {
        assertThat(run("--iterations 0 --series 25 --at-once 10 --prototypes 3 --fleet-kinds persistence"))
                .isZero();
        assertThat(text(out)).contains("| persistence | 25 | 10 |");
    }

    @Test
    void demandIsTheSameForTheSameSeed() {
        assertThat(DailyDemand.values(7, 500))
                .isEqualTo(DailyDemand.values(7, 500))
                .isNotEqualTo(DailyDemand.values(8, 500));
        assertThat(Arrays.stream(DailyDemand.values(7, 500))).allMatch(value -> value >= 0.05 && value <= 0.95);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--kinds nothing | kind of model (nothing) must be one of persistence",
                "--iterations -1 | iterations (-1)",
                "--at-once 0 | at once (0)"
            })
    void whatIsWrongIsSaidInOneLine(String options, String message) throws Exception {
        assertThat(run(options)).isEqualTo(2);
        assertThat(text(err).strip().lines()).hasSize(1);
        assertThat(text(err)).startsWith("bench online: ").contains(message);
    }

    private int run(String options) throws Exception {
        return new OnlineBenchmark()
                .run(
                        List.of(options.strip().split(" ")),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
