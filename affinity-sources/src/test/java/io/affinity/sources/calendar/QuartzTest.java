// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.affinity.sources.Sources;
import io.affinity.sources.event.CalendarException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuartzTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static List<String> starts(String expression, ZoneId zone, String from, String until) {
        return Sources.quartz(expression, zone).starts(Instant.parse(from), Instant.parse(until), 50).stream()
                .map(Instant::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 12 L * ?",
                "0 0 12 L-3 * ?",
                "0 0 12 LW * ?",
                "0 0 12 15W * ?",
                "0 0 12 1W * ?",
                "0 0 12 ? * 6L",
                "0 0 12 ? * 6#3",
                "0 0 12 ? * FRI#5",
                "0 0 12 ? * MON-FRI",
                "0 0 12 ? * L",
                "0 15 10 ? * 6L 2026-2028",
                "0 0/20 14,18 * * ?",
                "5/25 10 6 1/5 * ?",
                "0 0 0 29 2 ?",
                "0 0 0 1 JAN,JUL ?"
            })
    void hasTheTimesOfCronUtilsWhereTheClockIsNotChanged(String expression) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
        ExecutionTime times = ExecutionTime.forCron(parser.parse(expression));
        List<Instant> expected = new ArrayList<>();
        ZonedDateTime at = BEGIN.minusSeconds(1).atZone(ZoneOffset.UTC);
        while (expected.size() < 10 && times.nextExecution(at).isPresent()) {
            at = times.nextExecution(at).orElseThrow();
            expected.add(at.toInstant());
        }

        assertThat(Sources.quartz(expression, ZoneOffset.UTC).starts(BEGIN, Instant.MAX, expected.size()))
                .isEqualTo(expected)
                .isNotEmpty();
    }

    @Test
    void aTimeThatTheClockLeavesOutDoesNotCome() {
        assertThat(starts("0 30 2 * * ?", BERLIN, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void aTimeThatTheClockShowsTwiceComesTheSecondTime() {
        assertThat(starts("0 30 2 * * ?", BERLIN, "2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z"))
                .containsExactly("2026-10-25T01:30:00Z");
    }

    @Test
    void anHourlyTriggerFiresInEachHourThatPasses() {
        assertThat(starts("0 0 * * * ?", BERLIN, "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"))
                .hasSize(4);
        assertThat(starts("0 0 0/1 * * ?", BERLIN, "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"))
                .hasSize(4);
    }

    @Test
    void theNearestDayOfWorkToADayThatAMonthHasNotIsNone() {
        assertThat(starts("0 0 0 31W * ?", ZoneOffset.UTC, "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z"))
                .containsExactly("2026-01-30T00:00:00Z", "2026-03-31T00:00:00Z", "2026-05-29T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 12 * *|it has 5 fields",
                "0 0 12 * * *|one of day of month",
                "0 0 12 ? * ?|one of day of month",
                "60 0 12 * * ?|the second (\"60\")",
                "0 0 24 * * ?|the hour (\"24\")",
                "0 0 12 32 * ?|the day of month (\"32\")",
                "0 0 12 ? * 8|the day of week (\"8\")",
                "0 0 12 ? * 1#6|the day of week (\"1#6\")",
                "0 0 12 ? 13 1|the month (\"13\")",
                "0 0 12 1 1 ? 1900|the year (\"1900\")"
            })
    void saysWhichFieldIsWrongAndWhatIsLegal(String expression, String message) {
        assertThatThrownBy(() -> Sources.quartz(expression, ZoneOffset.UTC))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining(message);
    }
}
