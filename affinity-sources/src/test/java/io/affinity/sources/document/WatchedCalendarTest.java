// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.affinity.sources.Sources;
import io.affinity.sources.calendar.Occasion;
import io.affinity.sources.event.AnnouncedEvents;
import io.affinity.sources.event.EventScope;
import io.affinity.sources.event.KnownVms;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedCalendarTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;

    private WatchedCalendar watch(String place) {
        return new WatchedCalendar(
                Documents.at(place, folder, clock),
                text -> Sources.feed(text, Occasion.of("event", EventScope.ALL)),
                STEP,
                clock);
    }

    private static String event(String id, String kind, String start, String end) {
        return "{\"id\": \"%s\", \"kind\": \"%s\", \"start\": \"2026-03-01T%s:00Z\", \"end\": \"2026-03-01T%s:00Z\"}%n"
                .formatted(id, kind, start, end);
    }

    private void write(String text) throws IOException {
        // Of another size each time, as the clock of a disk is coarse.
        Files.writeString(folder.resolve("feed"), text + " ".repeat(writes++));
    }

    private int writes;

    private static List<Double> values(EventSource source, String kind) {
        Covariate covariate = source.covariates(new VmId("vm-1")).stream()
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElseThrow();
        return IntStream.range(0, 288)
                .mapToObj(i ->
                        covariate.value(Instant.parse("2026-03-01T00:00:00Z").plus(STEP.multipliedBy(i))))
                .toList();
    }

    @Test
    void whatItSaysOfThePastNeverChanges() throws IOException {
        WatchedCalendar calendar = watch("feed");
        EventSource source = new AnnouncedEvents(List.of(calendar), new KnownVms(), STEP);
        write(event("a", "sale", "10:00", "11:00")
                + event("b", "sale", "11:30", "14:00")
                + event("c", "sale", "18:00", "19:00"));
        calendar.refresh();
        List<Double> before = values(source, "sale");
        now.set(NOON.plusSeconds(61));
        write(event("b", "sale", "13:00", "15:00") + event("new", "sale", "09:00", "09:30"));
        calendar.refresh();
        List<Double> after = values(source, "sale");
        int steps = 12 * 12 + 1;

        assertThat(after.subList(0, steps)).as("up to the step that has begun").isEqualTo(before.subList(0, steps));
        assertThat(after.get(12 * 12 + 1)).as("b was put off").isZero();
        assertThat(after.get(14 * 12 + 1)).isEqualTo(1);
        assertThat(after.get(18 * 12)).as("c is gone").isZero();
    }

    @Test
    void aKindThatWasNeverNamedComesWithItsPast() throws IOException {
        WatchedCalendar calendar = watch("feed");
        EventSource source = new AnnouncedEvents(List.of(calendar), new KnownVms(), STEP);
        write(event("a", "sale", "10:00", "11:00"));
        calendar.refresh();
        write(event("a", "sale", "10:00", "11:00") + event("b", "audit", "08:00", "09:00"));
        calendar.refresh();

        assertThat(values(source, "audit").get(8 * 12)).isEqualTo(1);
        assertThat(values(source, "sale").get(10 * 12)).isEqualTo(1);
    }

    @Test
    void aDocumentThatIsNotRightChangesNothingAndIsTold() throws IOException {
        WatchedCalendar calendar = watch("feed");
        EventSource source = new AnnouncedEvents(List.of(calendar), new KnownVms(), STEP);
        calendar.refresh();
        assertThat(calendar.problem()).contains("there is no such file", "Nothing is known of it.");
        write(event("a", "sale", "10:00", "11:00"));
        calendar.refresh();
        assertThat(calendar.problem()).isEmpty();
        List<Double> before = values(source, "sale");

        write("[\n{\"id\": 1}]");
        calendar.refresh();

        assertThat(values(source, "sale")).isEqualTo(before);
        assertThat(calendar.problem())
                .startsWith(folder.resolve("feed") + ":2: ")
                .contains("What was read at " + NOON + " is used.");
        Files.delete(folder.resolve("feed"));
        calendar.refresh();
        assertThat(calendar.problem()).contains("there is no such file");
        assertThat(values(source, "sale")).isEqualTo(before);
    }

    @Test
    void asksAnAddressAgainWhenItMayHaveChanged() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger unchanged = new AtomicInteger();
        AtomicInteger status = new AtomicInteger(200);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/feed", exchange -> {
            asked.incrementAndGet();
            byte[] body = event("a", "sale", "10:00", "11:00").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            exchange.getResponseHeaders().add("Cache-Control", "private, max-age=60");
            boolean isKnown = "\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            if (isKnown && status.get() == 200) {
                unchanged.incrementAndGet();
                exchange.sendResponseHeaders(304, -1);
            } else {
                exchange.sendResponseHeaders(status.get(), body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        try {
            WatchedCalendar calendar =
                    watch("http://127.0.0.1:" + server.getAddress().getPort() + "/feed?token=secret");
            calendar.refresh();
            calendar.refresh();
            assertThat(asked).as("it is fresh").hasValue(1);
            now.set(NOON.plusSeconds(61));
            calendar.refresh();
            assertThat(unchanged).hasValue(1);
            assertThat(calendar.problem()).isEmpty();
            assertThat(calendar.version()).isEqualTo(1);

            now.set(NOON.plusSeconds(200));
            status.set(503);
            calendar.refresh();
            assertThat(calendar.problem())
                    .contains("it answers with status 503", "What was read at " + NOON.plusSeconds(61))
                    .doesNotContain("secret");
            assertThat(calendar.subjects()).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void tellsOfAnAddressAtWhichNobodyAnswers() {
        WatchedCalendar calendar = watch("http://127.0.0.1:1/feed");

        calendar.refresh();

        assertThat(calendar.problem()).contains("cannot be read");
        assertThat(calendar.during(Instant.EPOCH, NOON, 10)).isEmpty();
    }

    @Test
    void refusesAnAddressWithAPassword() {
        assertThatThrownBy(() -> watch("https://user:secret@example.org/feed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no user or password");
    }
}
