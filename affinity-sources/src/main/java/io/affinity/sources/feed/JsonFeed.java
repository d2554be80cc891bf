// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.affinity.sources.calendar.Occasion;
import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.CalendarException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads event feeds: objects of JSON, one after the other (line-delimited or not) or in one array. Of two with one id, the later holds.
 * Read as a stream, within limits.
 */
public final class JsonFeed {

    private static final int MOST_EVENTS = 200_000;
    private static final int MOST_KINDS = 1_000;
    private static final int MOST_LEVELS = 16;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_NUMBER = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private final JsonParser json;
    private final Occasion absent;
    private final Map<String, AnnouncedEvent> events = new LinkedHashMap<>();
    private final Set<String> kinds = new HashSet<>();

    private JsonFeed(JsonParser json, Occasion absent) {
        this.json = json;
        this.absent = absent;
    }

    /**
     * {@return the events of a feed, cancelled ones included, in the order of their first mention}
     *
     * @param absent what events are that do not say so themselves; its magnitude is that of an event of magnitude 1
     * @throws CalendarException if it is not right
     */
    public static List<AnnouncedEvent> parse(String text, Occasion absent) {
        try (JsonParser json = JSON.createParser(text)) {
            JsonFeed feed = new JsonFeed(json, absent);
            feed.read();
            return new ArrayList<>(feed.events.values());
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new CalendarException(
                    Math.max(0, line), "the feed is not JSON: " + CalendarException.quoted(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("A text cannot be read", e);
        }
    }

    private void read() throws IOException {
        JsonToken token = json.nextToken();
        boolean isArray = token == JsonToken.START_ARRAY;
        if (isArray) {
            token = json.nextToken();
        }
        while (token == JsonToken.START_OBJECT) {
            add();
            token = json.nextToken();
        }
        if (isArray && token == JsonToken.END_ARRAY) {
            token = json.nextToken();
        }
        if (token != null) {
            throw new CalendarException(
                    json.currentTokenLocation().getLineNr(),
                    "a feed must be objects, one after the other or in one array, and nothing else.");
        }
    }

    private void add() throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        EventObject object = EventObject.read(json, line);
        AnnouncedEvent event = object.event(absent, events.get(object.id()));
        events.put(event.id(), event);
        kinds.add(event.kind());
        if (events.size() > MOST_EVENTS || kinds.size() > MOST_KINDS) {
            throw new CalendarException(
                    line, "a feed must have at most " + MOST_EVENTS + " events of " + MOST_KINDS + " kinds.");
        }
    }
}
