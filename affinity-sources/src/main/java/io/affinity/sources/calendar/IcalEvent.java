// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import biweekly.component.VEvent;
import biweekly.property.DateEnd;
import biweekly.property.RawProperty;
import biweekly.property.Sequence;
import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.CalendarException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/**
 * One VEVENT, apart from its recurrence.
 *
 * @param uid empty if it has none
 * @param sequence the greater one of two with the same uid is the newer
 */
record IcalEvent(VEvent component, String uid, int sequence, IcalTime start, Duration length, Occasion occasion) {

    static final String KIND = "X-AFFINITY-KIND";
    static final String MAGNITUDE = "X-AFFINITY-MAGNITUDE";

    private static final Duration DAY = Duration.ofDays(1);

    static IcalEvent of(VEvent event, IcalZones zones, Occasion absent) {
        if (event.getDateStart() == null) {
            throw new CalendarException(0, "an event " + called(event) + " must have a DTSTART.");
        }
        IcalTime start = IcalTime.of(event.getDateStart().getValue(), zones.of(event.getDateStart(), 0), 0);
        Sequence sequence = event.getSequence();
        String uid = event.getUid() == null
                ? ""
                : Objects.requireNonNullElse(event.getUid().getValue(), "");
        return new IcalEvent(
                event,
                uid,
                sequence == null || sequence.getValue() == null ? 0 : sequence.getValue(),
                start,
                length(event, start, zones),
                occasion(event, absent));
    }

    /** {@return what to call an event in a message} */
    static String called(VEvent event) {
        String uid = event.getUid() == null ? "" : event.getUid().getValue();
        String summary = event.getSummary() == null ? "" : event.getSummary().getValue();
        return CalendarException.quoted(summary == null || summary.isEmpty() ? String.valueOf(uid) : summary);
    }

    private static Duration length(VEvent event, IcalTime start, IcalZones zones) {
        DateEnd end = event.getDateEnd();
        Duration length;
        if (end != null) {
            IcalTime until = IcalTime.of(end.getValue(), zones.of(end, 0), 0);
            length = start.isDate()
                    ? Duration.ofDays(ChronoUnit.DAYS.between(start.local(), until.local()))
                    : Duration.between(start.instant(), until.instant());
        } else if (event.getDuration() != null && event.getDuration().getValue() != null) {
            length = Duration.ofMillis(event.getDuration().getValue().toMillis());
        } else {
            length = start.isDate() ? DAY : Duration.ZERO;
        }
        if (length.isNegative()) {
            throw new CalendarException(0, "the event " + called(event) + " must not end before it starts.");
        }
        return length;
    }

    private static Occasion occasion(VEvent event, Occasion absent) {
        RawProperty kind = event.getExperimentalProperty(KIND);
        String said = kind == null
                ? category(event)
                : Objects.requireNonNullElse(kind.getValue(), "").strip();
        return new Occasion(
                called(event), said.isEmpty() ? absent.kind() : said, magnitude(event, absent), absent.scope());
    }

    private static String category(VEvent event) {
        return event.getCategories().stream()
                .flatMap(categories -> categories.getValues().stream())
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private static double magnitude(VEvent event, Occasion absent) {
        RawProperty said = event.getExperimentalProperty(MAGNITUDE);
        if (said == null) {
            return absent.magnitude();
        }
        String text = Objects.requireNonNullElse(said.getValue(), "").strip();
        double value = text.matches("[0-9]{1,7}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : -1;
        if (!(value >= 0 && value <= AnnouncedEvent.MOST)) {
            throw new CalendarException(
                    0,
                    MAGNITUDE + " (" + CalendarException.quoted(text) + ") of the event " + called(event)
                            + " must be a number from 0 to 1000000.");
        }
        return absent.magnitude() * value;
    }

    boolean isCancelled() {
        return component.getStatus() != null && component.getStatus().isCancelled();
    }

    Instant endOf(Instant begin) {
        return start.isDate()
                ? IcalTime.instant(
                        LocalDateTime.ofInstant(begin, start.rules().getOffset(begin))
                                .plus(length),
                        start.rules())
                : begin.plus(length);
    }
}
