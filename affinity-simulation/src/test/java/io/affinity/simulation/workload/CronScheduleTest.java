// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.simulation.workload.DemandPattern.CronJob;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

    /** 2024-01-01 is a Monday, and the year has a 29th of February. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * *            | 2024-01-01T00:00:00Z | true",
                "30 2 * * *           | 2024-05-07T02:30:59Z | true",
                "30 2 * * *           | 2024-05-07T02:31:00Z | false",
                "*/15 * * * *         | 2024-05-07T02:45:00Z | true",
                "*/15 * * * *         | 2024-05-07T02:50:00Z | false",
                "0 8-18/2 * * *       | 2024-05-07T18:00:00Z | true",
                "0 8-18/2 * * *       | 2024-05-07T17:00:00Z | false",
                "0,7,59 * * * *       | 2024-05-07T17:59:00Z | true",
                "0 0 * * mon-fri      | 2024-01-01T00:00:00Z | true",
                "0 0 * * MON-FRI      | 2024-01-06T00:00:00Z | false",
                "0 0 * * 0            | 2024-01-07T00:00:00Z | true",
                "0 0 * * 7            | 2024-01-07T00:00:00Z | true",
                "0 0 * * 5-7          | 2024-01-07T00:00:00Z | true",
                "0 0 * * */2          | 2024-01-07T00:00:00Z | true",
                "0 0 29 2 *           | 2024-02-29T00:00:00Z | true",
                "0 0 1 jan,jul *      | 2024-07-01T00:00:00Z | true",
                "0 0 13 * fri         | 2024-01-13T00:00:00Z | true",
                "0 0 13 * fri         | 2024-01-05T00:00:00Z | true",
                "0 0 13 * fri         | 2024-01-14T00:00:00Z | false",
                "0 0 */2 * fri        | 2024-01-05T00:00:00Z | true",
                "0 0 */2 * fri        | 2024-01-12T00:00:00Z | false",
                "0 0 * * *            | 1969-12-31T00:00:00Z | true",
            })
    void startsInTheMinutesThatFit(String expression, Instant time, boolean expected) {
        assertThat(CronSchedule.parse(expression).startsAt(time)).isEqualTo(expected);
    }

    @Test
    void itIsUtcAndKnowsNoDaylightSaving() {
        CronSchedule schedule = CronSchedule.dailyAt(LocalTime.of(2, 30));
        long first = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();

        long[] starts = LongStream.range(0, 366 * 1440)
                .map(minute -> first + minute * 60)
                .filter(second -> schedule.startsAt(Instant.ofEpochSecond(second)))
                .toArray();

        assertThat(starts).hasSize(366);
        assertThat(LongStream.of(starts).map(second -> (second - first) % 86_400))
                .containsOnly(9_000L);
    }

    @Test
    void theBackwardSearchAgreesWithTryingEveryMinute() {
        CronSchedule schedule = CronSchedule.parse("5,50 3-4,22 * * 1,3");
        long first = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond() / 60;
        for (long latest = first + 3000; latest < first + 3000 + 3 * 1440; latest += 17) {
            for (int back : new int[] {0, 1, 40, 300, 2000}) {
                boolean tried = LongStream.rangeClosed(latest - back, latest)
                        .anyMatch(minute -> schedule.startsAt(Instant.ofEpochSecond(minute * 60)));

                assertThat(schedule.startsWithin((latest - back) * 60, latest * 60 + 59))
                        .isEqualTo(tried);
            }
        }
    }

    @Test
    void aJobRunsFromItsStartUntilItsDurationIsOver() {
        CronJob job = CronJob.daily("backup", LocalTime.of(23, 30), Duration.ofHours(1), 0.5);
        long midnight = Instant.parse("2024-01-02T00:00:00Z").getEpochSecond();

        assertThat(job.runsWithin(midnight - 2100, midnight - 1800)).isFalse();
        assertThat(job.runsWithin(midnight - 1801, midnight - 1799)).isTrue();
        assertThat(job.runsWithin(midnight + 1500, midnight + 1800)).isTrue();
        assertThat(job.runsWithin(midnight + 1800, midnight + 2100)).isFalse();
    }

    @Test
    void schedulesOfTheSameLineAreEqual() {
        assertThat(CronSchedule.parse(" 0  2 * * * "))
                .isEqualTo(CronSchedule.dailyAt(LocalTime.of(2, 0)))
                .hasSameHashCodeAs(CronSchedule.dailyAt(LocalTime.of(2, 0)))
                .hasToString("0 2 * * *");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60 * * * *",
                "-1 * * * *",
                "5-1 * * * *",
                "*/0 * * * *",
                "1/5 * * * *",
                ", * * * *",
                "1,,2 * * * *",
                "x * * * *",
                "1-2-3 * * * *",
                "*/ * * * *",
                "/5 * * * *",
                "001 * * * *"
            })
    void minutesThatAreNotLegalAreNamed(String expression) {
        assertThatThrownBy(() -> CronSchedule.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The minute (")
                .hasMessageContaining(") of the crontab line (" + expression + ") must be *, a number from 0 to 59,");
    }

    @Test
    void otherFieldsThatAreNotLegalAreNamed() {
        assertThatThrownBy(() -> CronSchedule.parse("0 24 * * *")).hasMessageStartingWith("The hour (24)");
        assertThatThrownBy(() -> CronSchedule.parse("0 0 0 * *")).hasMessageStartingWith("The day of month (0)");
        assertThatThrownBy(() -> CronSchedule.parse("0 0 * foo *")).hasMessageStartingWith("The month (foo)");
        assertThatThrownBy(() -> CronSchedule.parse("0 0 * * 8")).hasMessageStartingWith("The day of week (8)");
        assertThatThrownBy(() -> CronSchedule.parse("0 0 * *"))
                .hasMessage(
                        "The crontab line (0 0 * *) must have five fields: minute, hour, day of month, month, day of"
                                + " week.");
    }
}
