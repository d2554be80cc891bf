// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.sources.Sources;
import io.affinity.sources.event.CalendarException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Vixie cron does is told by cron(8) and crontab(5). */
class CronTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");

    private static List<String> starts(String expression, ZoneId zone, String from, String until) {
        return Sources.cron(expression, zone).starts(Instant.parse(from), Instant.parse(until), 100).stream()
                .map(Instant::toString)
                .toList();
    }

    @Test
    void aJobInTheSkippedHourStartsRightAfterIt() {
        assertThat(starts("30 2 * * *", BERLIN, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(starts("30 0 * * *", SAO_PAULO, "2018-11-04T00:00:00Z", "2018-11-05T00:00:00Z"))
                .containsExactly("2018-11-04T03:00:00Z");
        assertThat(starts("15 2 * * *", LORD_HOWE, "2026-10-03T12:00:00Z", "2026-10-04T12:00:00Z"))
                .containsExactly("2026-10-03T15:30:00Z");
    }

    @Test
    void aJobInTheRepeatedHourStartsOnce() {
        assertThat(starts("30 2 * * *", BERLIN, "2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z"))
                .containsExactly("2026-10-25T00:30:00Z");
    }

    @Test
    void anHourlyJobStartsInEachHourThatPasses() {
        assertThat(starts("0 * * * *", BERLIN, "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"))
                .containsExactly(
                        "2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
        assertThat(starts("0 * * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z"))
                .containsExactly("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
        assertThat(starts("*/30 2 * * *", BERLIN, "2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z"))
                .hasSize(4);
    }

    @Test
    void aDayThatIsLeftOutAltogetherIsNotMadeUpFor() {
        assertThat(starts("0 12 * * *", ZoneId.of("Pacific/Apia"), "2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z"))
                .containsExactly("2011-12-29T22:00:00Z", "2011-12-30T22:00:00Z", "2011-12-31T22:00:00Z");
    }

    @Test
    void daysOfMonthAndWeekAreAlternativesUnlessOneBeginsWithAStar() {
        assertThat(starts("0 0 13 * 5", ZoneOffset.UTC, "2026-11-01T00:00:00Z", "2026-11-21T00:00:00Z"))
                .containsExactly("2026-11-06T00:00:00Z", "2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z");
        assertThat(starts("0 0 */2 * 5", ZoneOffset.UTC, "2026-11-01T00:00:00Z", "2026-11-21T00:00:00Z"))
                .containsExactly("2026-11-13T00:00:00Z");
    }

    @Test
    void aDayThatNeverComesIsNoTime() {
        assertThat(starts("0 0 30 2 *", ZoneOffset.UTC, "1970-01-01T00:00:00Z", "2200-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(starts("0 0 29 2 *", ZoneOffset.UTC, "2026-01-01T00:00:00Z", "2033-01-01T00:00:00Z"))
                .containsExactly("2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z");
    }

    @Test
    void namesStandForDaysAndMonths() {
        assertThat(starts("0 6 1 jan sun-tue", ZoneOffset.UTC, "2026-01-01T00:00:00Z", "2026-01-07T00:00:00Z"))
                .containsExactly(
                        "2026-01-01T06:00:00Z", "2026-01-04T06:00:00Z", "2026-01-05T06:00:00Z", "2026-01-06T06:00:00Z");
        assertThat(starts("@weekly", ZoneOffset.UTC, "2026-01-01T00:00:00Z", "2026-01-12T00:00:00Z"))
                .containsExactly("2026-01-04T00:00:00Z", "2026-01-11T00:00:00Z");
    }

    @Test
    void startsAreBoundedByTheirNumber() {
        Schedule often = Sources.cron("* * * * *", ZoneOffset.UTC);

        assertThat(often.starts(Instant.MIN, Instant.MAX, 7)).hasSize(7).isSorted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 * * * *|the minute (\"60\") must be *, or a list of numbers 0 to 59",
                "* 24 * * *|the hour (\"24\")",
                "* * 0 * *|the day of month (\"0\")",
                "* * * 13 *|the month (\"13\")",
                "* * * foo *|1 to 12 or jan to dec",
                "* * * * 8|the day of week (\"8\")",
                "*/0 * * * *|the minute (\"*/0\")",
                "5-1 * * * *|the minute (\"5-1\")",
                "* * * *|it has 4 fields",
                "@reboot|when a machine starts is not known",
                "@never|must be five fields, or @yearly",
                "L * * * *|the minute"
            })
    void saysWhichFieldIsWrongAndWhatIsLegal(String expression, String message) {
        assertThatThrownBy(() -> Sources.cron(expression, ZoneOffset.UTC))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsAWholeCrontab() {
        String text = """
                # what the distribution has
                SHELL=/bin/sh
                PATH = "/usr/bin:/bin"
                17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly
                @reboot root /usr/bin/warm-up
                CRON_TZ=Europe/Berlin
                25 6  * * *  root  test -x /usr/sbin/anacron || run-parts /etc/cron.daily
                TZ=America/New_York
                @daily   backup  /usr/bin/backup --to "a = b"
                """;

        List<CrontabLine> jobs = Sources.crontab(text, ZoneOffset.UTC, CrontabKind.SYSTEM);

        assertThat(jobs).extracting(CrontabLine::line).containsExactly(4, 7, 9);
        assertThat(jobs).extracting(CrontabLine::user).containsExactly("root", "root", "backup");
        assertThat(jobs.get(2).command()).isEqualTo("/usr/bin/backup --to \"a = b\"");
        assertThat(jobs.get(1).schedule().starts(Instant.parse("2026-07-01T00:00:00Z"), Instant.MAX, 1))
                .containsExactly(Instant.parse("2026-07-01T04:25:00Z"));
        assertThat(jobs.get(2).schedule().starts(Instant.parse("2026-07-01T00:00:00Z"), Instant.MAX, 1))
                .as("TZ is for the command where CRON_TZ is given")
                .containsExactly(Instant.parse("2026-07-01T22:00:00Z"));
    }

    @Test
    void theCrontabOfAUserHasNoUserColumn() {
        List<CrontabLine> jobs = Sources.crontab("0 1 * * * /bin/true\n", ZoneOffset.UTC, CrontabKind.USER);

        assertThat(jobs).singleElement().satisfies(job -> {
            assertThat(job.user()).isEmpty();
            assertThat(job.command()).isEqualTo("/bin/true");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 1 * * * root|must be five fields or a name such as @daily, then a user and a command",
                "0 25 * * * root x|the hour (\"25\")",
                "CRON_TZ=Nowhere/City|must be a time zone such as",
                "nonsense|must be five fields"
            })
    void saysWhichLineOfACrontabIsWrong(String line, String message) {
        assertThatThrownBy(() -> Sources.crontab("# first\n" + line + "\n", ZoneOffset.UTC, CrontabKind.SYSTEM))
                .isInstanceOfSatisfying(
                        CalendarException.class, e -> assertThat(e.line()).isEqualTo(2))
                .hasMessageContaining(message);
    }
}
