// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.affinity.sources.calendar.Occasion;
import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.AnnouncedEvent.State;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventScope;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One object of a feed, as it is read. Fields that are not known are passed by. Belongs to one thread. */
final class EventObject {

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private final int line;
    private @Nullable String id;
    private @Nullable String kind;
    private @Nullable Instant start;
    private @Nullable Instant end;
    private @Nullable EventScope scope;
    private State state = State.ANNOUNCED;
    private double magnitude = 1;

    private EventObject(int line) {
        this.line = line;
    }

    /** {@return the object that has just begun, up to its end} */
    static EventObject read(JsonParser json, int line) throws IOException {
        EventObject object = new EventObject(line);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            object.take(field, json);
        }
        if (object.id == null) {
            throw object.wrong("must have an id.");
        }
        return object;
    }

    String id() {
        return Objects.requireNonNull(id);
    }

    private void take(String field, JsonParser json) throws IOException {
        switch (field) {
            case "id" -> id = text(field, json);
            case "kind" -> kind = text(field, json);
            case "start" -> start = time(field, json);
            case "end" -> end = time(field, json);
            case "magnitude" -> magnitude = number(json);
            case "state" -> state = state(text(field, json));
            case "scope" -> scope = ScopeObject.read(json, this::wrong);
            default -> json.skipChildren();
        }
    }

    private String text(String field, JsonParser json) throws IOException {
        String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
        if (text.isBlank()) {
            throw wrong("must have a text for " + field + ".");
        }
        return text;
    }

    private Instant time(String field, JsonParser json) throws IOException {
        String text = text(field, json);
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(FIRST) && time.isBefore(LAST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw wrongTime(field, text, e);
        }
        throw wrongTime(field, text, null);
    }

    private CalendarException wrongTime(String field, String text, @Nullable Throwable cause) {
        String message = message("must have a time such as 2026-11-27T08:00:00Z, from 1970 to 2199, for " + field
                + ", and not " + CalendarException.quoted(text) + ".");
        return cause == null ? new CalendarException(line, message) : new CalendarException(line, message, cause);
    }

    private double number(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        double value = isNumber ? json.getDoubleValue() : Double.NaN;
        if (!(value >= 0 && value <= AnnouncedEvent.MOST)) {
            throw wrong("must have a magnitude from 0 to 1000000.");
        }
        return value;
    }

    private State state(String text) {
        for (State each : State.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        throw wrong(
                "must have the state announced, moved or cancelled, and not " + CalendarException.quoted(text) + ".");
    }

    private CalendarException wrong(String legal) {
        return new CalendarException(line, message(legal));
    }

    private String message(String legal) {
        return "the event " + (id == null ? "" : CalendarException.quoted(id) + " ") + legal;
    }

    /** @param earlier what was said of it before, which holds where a cancellation says no more; null for nothing */
    AnnouncedEvent event(Occasion absent, @Nullable AnnouncedEvent earlier) {
        boolean isShort = state == State.CANCELLED && earlier != null;
        Instant from =
                start == null && isShort ? Objects.requireNonNull(earlier).start() : start;
        Instant until = end == null && isShort ? Objects.requireNonNull(earlier).end() : end;
        if (from == null || until == null) {
            throw wrong("must have a start and an end.");
        }
        if (until.isBefore(from)) {
            throw wrong("must not end (" + until + ") before it starts (" + from + ").");
        }
        return new AnnouncedEvent(
                id(),
                from,
                until,
                kind == null ? (isShort ? Objects.requireNonNull(earlier).kind() : absent.kind()) : kind,
                Math.min(AnnouncedEvent.MOST, absent.magnitude() * magnitude),
                scope == null ? (isShort ? Objects.requireNonNull(earlier).scope() : absent.scope()) : scope,
                state);
    }
}
