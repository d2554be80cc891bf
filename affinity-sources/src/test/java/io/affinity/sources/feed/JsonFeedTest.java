// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.sources.calendar.Occasion;
import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.AnnouncedEvent.State;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventScope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFeedTest {

    private static final String TIMES = "\"start\": \"2026-03-01T10:00:00+01:00\", \"end\": \"2026-03-01T12:00:00Z\"";

    private static List<AnnouncedEvent> parse(String text) {
        return JsonFeed.parse(text, Occasion.of("event", EventScope.tenant("shop")));
    }

    @Test
    void readsObjectsOneAfterTheOther() {
        String feed = """
                {"id": "a", "kind": "campaign", "magnitude": 2, %1$s, "scope": {"vms": ["web-1", "web-2"], "groups": "db"}}
                {"id": "b", %1$s, "title": "passed by", "more": {"deep": [1, 2]}}
                """.formatted(TIMES);

        List<AnnouncedEvent> events = parse(feed);

        assertThat(events.get(0))
                .isEqualTo(new AnnouncedEvent(
                        "a",
                        Instant.parse("2026-03-01T09:00:00Z"),
                        Instant.parse("2026-03-01T12:00:00Z"),
                        "campaign",
                        2,
                        new EventScope.Named(Set.of("web-1", "web-2"), Set.of("db"), Set.of()),
                        State.ANNOUNCED));
        assertThat(events.get(1).kind()).isEqualTo("event");
        assertThat(events.get(1).scope()).isEqualTo(EventScope.tenant("shop"));
    }

    @Test
    void ofTwoWithOneIdTheLaterHolds() {
        String feed = """
                [{"id": "a", %1$s}, {"id": "b", %1$s},
                 {"id": "a", "state": "moved", "start": "2026-04-01T00:00:00Z", "end": "2026-04-02T00:00:00Z"},
                 {"id": "b", "state": "cancelled"}]
                """.formatted(TIMES);

        assertThat(parse(feed))
                .satisfiesExactly(
                        moved -> {
                            assertThat(moved.state()).isEqualTo(State.MOVED);
                            assertThat(moved.start()).isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
                        },
                        cancelled -> assertThat(cancelled.state()).isEqualTo(State.CANCELLED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"id\": \"a\"}|must have a start and an end",
                "{\"start\": \"2026-03-01T10:00:00Z\"}|must have an id",
                "{\"id\": \"a\", \"start\": \"tomorrow\"}|must have a time such as",
                "{\"id\": \"a\", \"start\": \"0001-01-01T00:00:00Z\"}|from 1970 to 2199",
                "{\"id\": \"a\", \"start\": \"2026-03-02T00:00:00Z\", \"end\": \"2026-03-01T00:00:00Z\"}|must not end",
                "{\"id\": \"a\", \"magnitude\": -1}|a magnitude from 0 to 1000000",
                "{\"id\": \"a\", \"magnitude\": \"2\"}|a magnitude from 0 to 1000000",
                "{\"id\": \"a\", \"state\": \"maybe\"}|announced, moved or cancelled",
                "{\"id\": \"a\", \"scope\": \"some\"}|a scope that is",
                "{\"id\": \"a\", \"scope\": {}}|a scope that is",
                "{\"id\": \"a\", \"scope\": {\"vm\": \"x\"}}|a scope that is",
                "{\"id\": \"a\"|the feed is not JSON",
                "[1, 2]|must be objects",
                "nothing|the feed is not JSON"
            })
    void saysOnWhichLineItIsWrong(String wrong, String message) {
        String feed = wrong.startsWith("{") ? "{\"id\": \"first\", " + TIMES + "}\n" + wrong : "\n" + wrong;

        assertThatThrownBy(() -> parse(feed))
                .isInstanceOfSatisfying(
                        CalendarException.class, e -> assertThat(e.line()).isEqualTo(2))
                .hasMessageContaining(message);
    }

    @Test
    void anEmptyFeedHasNoEvents() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("[]")).isEmpty();
    }
}
