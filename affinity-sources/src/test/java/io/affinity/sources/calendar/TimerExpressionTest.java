// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affinity.sources.Sources;
import io.affinity.sources.event.CalendarException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimerExpressionTest {

    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private static Stream<String> golden() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TimerExpressionTest.class.getResourceAsStream("systemd-calendar.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void elapsesWhenSystemdSaysSo(String line) {
        String[] parts = line.split("\\|", -1);
        List<Instant> expected = Arrays.stream(parts[2].split(" "))
                .filter(at -> !at.isEmpty())
                .map(Instant::parse)
                .toList();

        List<Instant> starts = Sources.timer(parts[0], ZoneOffset.UTC)
                .starts(Instant.parse(parts[1]).plusSeconds(1), END, 6);

        assertThat(starts).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-13-01|month (13)",
                "*-*-32|day (32)",
                "24:00|hour (24)",
                "12:60|minute (60)",
                "12:00:60|second (60)",
                "Mun 12:00|at character 1",
                "Sun..Mon 12:00|must not go over Sunday",
                "12|hours and minutes",
                "*-*-* 12:00:00.5|seconds must be whole",
                "12:0/0|a step must be at least 1",
                "*-*~29|day (29)",
                "12:00 Europe/Nowhere|time zone",
                "12:00 tomorrow|nothing more may stand here",
                "*-*-* *:59/5|minute (59/5)"
            })
    void saysWhereAnExpressionIsWrongAndWhatIsLegal(String expression, String message) {
        assertThatThrownBy(() -> Sources.timer(expression, ZoneOffset.UTC))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining(message);
    }

    @Test
    void agreesWithSystemdOnRandomExpressions() throws IOException, InterruptedException {
        assumeTrue(SystemdAnalyze.isInstalled(), "systemd-analyze is not installed");
        SplittableRandom random = new SplittableRandom(20_260_329);
        int legal = 0;
        for (int i = 0; i < 250; i++) {
            String expression = RandomTimers.expression(random);
            Instant after = RandomTimers.instant(random);
            Optional<List<Instant>> systemd = SystemdAnalyze.next(expression, after, 6);
            Optional<List<Instant>> ours = next(expression, after);
            legal += systemd.isPresent() ? 1 : 0;
            // Some lists are too much for systemd itself, though each of their elements is not.
            if (systemd.isPresent() || !expression.contains(",")) {
                assertThat(ours).as("%s after %s", expression, after).isEqualTo(systemd);
            }
        }
        assertThat(legal).isGreaterThan(50);
    }

    private static Optional<List<Instant>> next(String expression, Instant after) {
        try {
            return Optional.of(Sources.timer(expression, ZoneOffset.UTC).starts(after.plusSeconds(1), END, 6));
        } catch (CalendarException e) {
            return Optional.empty();
        }
    }
}
