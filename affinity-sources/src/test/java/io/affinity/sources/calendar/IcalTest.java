// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import biweekly.Biweekly;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import io.affinity.sources.Sources;
import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.EventScope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcalTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FAR = Instant.parse("2199-01-01T00:00:00Z");

    private static String calendar(String events) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n" + events + "END:VCALENDAR\n";
    }

    private static String event(String lines) {
        return "BEGIN:VEVENT\n" + lines + "END:VEVENT\n";
    }

    private static EventCalendar read(String events) {
        return Sources.ical(calendar(events), BERLIN, Occasion.of("event", EventScope.ALL));
    }

    private static List<String> starts(String events, String from, String until) {
        return read(events).during(Instant.parse(from), Instant.parse(until), 100).stream()
                .map(event -> event.start().toString())
                .toList();
    }

    @Test
    void aDailyEventKeepsItsTimeOfDayOverAChangeOfTheClock() {
        String daily = event("DTSTART;TZID=Europe/Berlin:20260327T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY\n");

        assertThat(starts(daily, "2026-03-27T00:00:00Z", "2026-03-31T00:00:00Z"))
                .as("03:30 on the day without 02:30")
                .containsExactly(
                        "2026-03-27T01:30:00Z", "2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
        assertThat(starts(daily, "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void takesOutExceptionsAndMovesAndCancelsSingleOccurrences() {
        String master = event("UID:a\nDTSTART:20260301T100000Z\nDTEND:20260301T110000Z\n"
                + "RRULE:FREQ=DAILY;COUNT=6\nEXDATE:20260302T100000Z\nRDATE:20260310T100000Z\n");
        String moved =
                event("UID:a\nRECURRENCE-ID:20260303T100000Z\nDTSTART:20260303T150000Z\nDTEND:20260303T160000Z\n");
        String cancelled = event("UID:a\nRECURRENCE-ID:20260304T100000Z\nDTSTART:20260304T100000Z\nSTATUS:CANCELLED\n");

        assertThat(starts(moved + master + cancelled, "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"))
                .containsExactly(
                        "2026-03-01T10:00:00Z",
                        "2026-03-03T15:00:00Z",
                        "2026-03-05T10:00:00Z",
                        "2026-03-06T10:00:00Z",
                        "2026-03-10T10:00:00Z");
    }

    @Test
    void aCancelledEventIsNone() {
        assertThat(starts(
                        event("DTSTART:20260301T100000Z\nRRULE:FREQ=DAILY\nSTATUS:CANCELLED\n"),
                        "2026-03-01T00:00:00Z",
                        "2026-04-01T00:00:00Z"))
                .isEmpty();
    }

    @Test
    void anEventOfAWholeDayLastsFromMidnightToMidnight() {
        List<AnnouncedEvent> days = read(event("DTSTART;VALUE=DATE:20260328\nRRULE:FREQ=DAILY;COUNT=2\n"))
                .during(Instant.EPOCH, FAR, 10);

        assertThat(days)
                .extracting(AnnouncedEvent::start)
                .containsExactly(Instant.parse("2026-03-27T23:00:00Z"), Instant.parse("2026-03-28T23:00:00Z"));
        assertThat(days.get(1).end())
                .as("the day on which the clock is put forward has 23 hours")
                .isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
    }

    @Test
    void usesATimeZoneThatOnlyTheCalendarDescribes() {
        String zone = """
                BEGIN:VTIMEZONE
                TZID:Our Office
                BEGIN:STANDARD
                DTSTART:16010101T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:16010101T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
                END:DAYLIGHT
                END:VTIMEZONE
                """;
        String daily = event("DTSTART;TZID=Our Office:20260327T083000\nDURATION:PT1H\nRRULE:FREQ=DAILY\n");

        assertThat(starts(zone + daily, "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z"))
                .containsExactly("2026-03-28T07:30:00Z", "2026-03-29T06:30:00Z");
        assertThat(starts(zone + daily, "2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z"))
                .containsExactly("2026-10-24T06:30:00Z", "2026-10-25T07:30:00Z");
    }

    @Test
    void kindAndMagnitudeComeFromTheEvent() {
        String plain = event("DTSTART:20260301T100000Z\nDURATION:PT1H\n");
        String category = event("DTSTART:20260301T110000Z\nDURATION:PT1H\nCATEGORIES:Campaign,Other\n");
        String own = event("DTSTART:20260301T120000Z\nDURATION:PT1H\nCATEGORIES:Campaign\n"
                + "X-AFFINITY-KIND:sale\nX-AFFINITY-MAGNITUDE:2.5\n");

        List<AnnouncedEvent> events = read(plain + category + own).during(Instant.EPOCH, FAR, 10);

        assertThat(events).extracting(AnnouncedEvent::kind).containsExactly("event", "campaign", "sale");
        assertThat(events).extracting(AnnouncedEvent::magnitude).containsExactly(1.0, 1.0, 2.5);
    }

    @Test
    void aRecurrenceOfAThousandYearsOrOfEverySecondKeepsNobodyWaiting() {
        String ancient = event("DTSTART:10000101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=1000000\n");
        String often = event("DTSTART:19700101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY\n");
        String counted = event("DTSTART:19700101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY;COUNT=2147483647\n");
        String never = event("DTSTART:19700101T000000Z\nDURATION:PT1S\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n");

        for (String each : List.of(ancient, often, counted)) {
            assertThat(starts(each, "2026-03-01T00:00:00Z", "2026-06-30T00:00:00Z"))
                    .as(each)
                    .hasSize(100);
        }
        assertThat(starts(never, "1970-01-02T00:00:00Z", "2199-01-01T00:00:00Z"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY;INTERVAL=3",
                "FREQ=WEEKLY;BYDAY=MO,WE,FR",
                "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
                "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,SU",
                "FREQ=MONTHLY",
                "FREQ=MONTHLY;BYDAY=1FR",
                "FREQ=MONTHLY;BYDAY=-1SU",
                "FREQ=MONTHLY;BYMONTHDAY=-3",
                "FREQ=MONTHLY;BYMONTHDAY=31",
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3",
                "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
                "FREQ=YEARLY",
                "FREQ=YEARLY;BYMONTH=1,7",
                "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
                "FREQ=YEARLY;BYDAY=20MO",
                "FREQ=YEARLY;BYYEARDAY=1,100,-1",
                "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
                "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
                "FREQ=DAILY;BYMONTH=1",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"
            })
    void hasTheDaysOfBiweeklyWhichWasWrittenBySomebodyElse(String rule) {
        Recurrence recurrence = Biweekly.parse(calendar(event("DTSTART;VALUE=DATE:20260115\nRRULE:" + rule + "\n")))
                .first()
                .getEvents()
                .get(0)
                .getRecurrenceRule()
                .getValue();
        var iterator = recurrence.getDateIterator(
                new ICalDate(new DateTimeComponents(2026, 1, 15), false), TimeZone.getTimeZone("UTC"));
        List<Instant> expected = new ArrayList<>();
        while (expected.size() < 12 && iterator.hasNext()) {
            expected.add(iterator.next().toInstant());
        }

        EventCalendar ours = Sources.ical(
                calendar(event("DTSTART:20260115T000000Z\nDURATION:PT1H\nRRULE:" + rule + "\n")),
                ZoneId.of("UTC"),
                Occasion.of("event", EventScope.ALL));

        assertThat(ours.during(Instant.EPOCH, FAR, 30))
                .extracting(AnnouncedEvent::start)
                .filteredOn(start -> !start.equals(Instant.parse("2026-01-15T00:00:00Z"))
                        || expected.contains(Instant.parse("2026-01-15T00:00:00Z")))
                .startsWith(expected.toArray(Instant[]::new));
    }

    @Test
    void rulesByTheHourGoByTheClockThatShowsAnHourTwice() {
        String hourly = event(
                "DTSTART;TZID=Europe/Berlin:20260101T000000\nDURATION:PT1M\nRRULE:FREQ=HOURLY;BYDAY=SU;BYHOUR=1,2,3\n");

        assertThat(starts(hourly, "2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z"))
                .containsExactly(
                        "2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
    }

    @Test
    void untilAndCountEndARule() {
        assertThat(starts(
                        event(
                                "DTSTART:20260301T100000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY;INTERVAL=6;UNTIL=20260302T040000Z\n"),
                        "2026-01-01T00:00:00Z",
                        "2027-01-01T00:00:00Z"))
                .containsExactly(
                        "2026-03-01T10:00:00Z", "2026-03-01T16:00:00Z", "2026-03-01T22:00:00Z", "2026-03-02T04:00:00Z");
        assertThat(starts(
                        event("DTSTART:20260301T100000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYHOUR=8,20;COUNT=3\n"),
                        "2026-01-01T00:00:00Z",
                        "2027-01-01T00:00:00Z"))
                .as("the start counts, and is the first")
                .containsExactly("2026-03-01T10:00:00Z", "2026-03-01T20:00:00Z", "2026-03-02T08:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DTSTART:20261x|5|DTSTART is not right",
                "DTSTART:20260101T000000Z;RRULE:FREQ=SOMETIMES|6|RRULE is not right",
                "DTSTART:20260101T000000Z;RRULE:FREQ=YEARLY!BYMONTH=13|4|BYMONTH (13) must be from 1 to 12",
                "DTSTART:20260101T000000Z;RRULE:FREQ=DAILY!INTERVAL=0|4|INTERVAL (0) must be at least 1",
                "DTSTART:20260101T000000Z;DTEND:20250101T000000Z|4|must not end before it starts",
                "SUMMARY:no time|4|must have a DTSTART",
                "DTSTART!TZID=Mars/Base:20260101T000000|4|the time zone \"Mars/Base\"",
                "DTSTART:20260101T000000Z;X-AFFINITY-MAGNITUDE:huge|4|X-AFFINITY-MAGNITUDE (\"huge\")"
            })
    void saysOnWhichLineACalendarIsWrong(String lines, int line, String message) {
        String text = lines.replace(';', '\n').replace('!', ';') + "\n";

        assertThatThrownBy(() -> read(event(text)))
                .isInstanceOfSatisfying(
                        CalendarException.class, e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageContaining(message);
    }

    @Test
    void refusesACalendarThatIsCutOff() {
        String whole = calendar(event("DTSTART:20260101T000000Z\n"));

        assertThatThrownBy(() -> Sources.ical(
                        whole.substring(0, whole.indexOf("END:VEVENT")), BERLIN, Occasion.of("event", EventScope.ALL)))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("must be closed");
        assertThatThrownBy(() -> Sources.ical("<html>", BERLIN, Occasion.of("event", EventScope.ALL)))
                .hasMessageContaining("BEGIN:VCALENDAR");
    }
}
