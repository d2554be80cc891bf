// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressOnTerminalTest {

    private static final long HALF_A_SECOND = 500_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int width = 80;
    private long now;

    private ProgressOnTerminal bar(int all) {
        return new ProgressOnTerminal(
                "forecasting", all, new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> width, () -> now);
    }

    /** What was drawn, one upon the other. */
    private List<String> drawn() {
        return List.of(bytes.toString(StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "")
                .substring(1)
                .split("\r"));
    }

    @Test
    void followsTheTerminal() {
        try (ProgressOnTerminal bar = bar(100)) {
            for (int columns = 120; columns >= 2; columns--) {
                width = columns;
                now += HALF_A_SECOND;
                bar.done(1);
                assertThat(drawn().get(drawn().size() - 1)).hasSizeLessThan(columns);
            }
        }
    }

    @Test
    void saysHowMuchIsDoneAndHowLongItTakesStill() {
        try (ProgressOnTerminal bar = bar(100)) {
            now += 10 * 2 * HALF_A_SECOND;
            bar.done(25);
        }

        assertThat(drawn()).contains("forecasting 25 % [==========                              ] about 30 s left");
    }

    @Test
    void isNotDrawnAllTheTimeNorAfterItsEnd() {
        ProgressOnTerminal bar = bar(1000);
        for (int i = 0; i < 1000; i++) {
            bar.done(1);
        }
        bar.close();
        bar.close();
        bar.done(1);

        assertThat(drawn()).hasSize(2).last().asString().startsWith("forecasting 100 % [====");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith(System.lineSeparator());
    }

    @Test
    void aShorterLineLeavesNothingOfTheLongerOne() {
        try (ProgressOnTerminal bar = bar(100)) {
            now += 100 * HALF_A_SECOND;
            bar.done(50);
            now += HALF_A_SECOND;
            bar.done(50);
        }

        List<String> lines = drawn();
        assertThat(lines.get(2)).hasSizeGreaterThanOrEqualTo(lines.get(1).length());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100, 1, about 2 min left",
        "50, 100, 90, about 2 min left",
        "1, 4, 3600, about 3 h left",
        "2, 3, 8000, about 1 h 7 min left",
        "99, 100, 1, about 1 s left",
        "0, 100, 5, ''",
        "100, 100, 5, ''"
    })
    void goesOnAsItWentSoFar(long done, long all, long seconds, String left) {
        assertThat(TimeLeft.of(done, all, Duration.ofSeconds(seconds))).isEqualTo(left);
    }
}
