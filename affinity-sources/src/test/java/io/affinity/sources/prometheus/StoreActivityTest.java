// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.sources.activity.WatchedActivity;
import io.affinity.sources.event.EventScope;
import io.affinity.sources.event.KnownVms;
import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.sources.prometheus.settings.StoreQuery;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stores say of a single series, and what they must not. */
@Timeout(240)
class StoreActivityTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final StoreLimits QUICK =
            StoreLimits.builder().firstRetry(Duration.ofMillis(1)).retries(1).build();

    /** Goes on when a test has it. */
    private static final class SetClock extends Clock {

        private Instant now = NOON.plusSeconds(20);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final SetClock clock = new SetClock();

    private WatchedActivity watch(URI url, StoreLimits limits) {
        StoreQuery query = new StoreQuery(StoreAccess.of(url), "sum(logins)", limits);
        return new WatchedActivity(
                "logins",
                StoreActivity.of(query, STEP, Duration.ofHours(1), clock),
                EventScope.ALL,
                new KnownVms(),
                clock);
    }

    /** As many as are asked for, each with the minute of its hour for a value. */
    private static void minutes(com.sun.net.httpserver.HttpExchange exchange, Map<String, String> asked)
            throws java.io.IOException {
        StringBuilder values = new StringBuilder();
        double step = Double.parseDouble(asked.getOrDefault("step", "0"));
        for (double t = Double.parseDouble(asked.getOrDefault("start", "0"));
                t <= Double.parseDouble(asked.getOrDefault("end", "0"));
                t += step) {
            values.append(values.isEmpty() ? "" : ",").append("[" + (long) t + ",\"" + (long) t / 60 % 60 + "\"]");
        }
        FaultyStore.say(exchange, 200, FaultyStore.success("matrix", "[{\"metric\":{},\"values\":[" + values + "]}]"));
    }

    @Test
    void asksForThePastInChunksOnceAndThenForWhatIsNew() {
        try (FaultyStore store = FaultyStore.of(StoreActivityTest::minutes)) {
            StoreLimits chunks = QUICK.toBuilder().pointsPerSeries(5).build();
            WatchedActivity series = watch(store.url(), chunks);
            series.refresh();
            assertThat(series.problem()).isEmpty();
            assertThat(series.values(NOON.minus(STEP.multipliedBy(12)), STEP, 13))
                    .containsExactly(Double.NaN, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 0);
            assertThat(store.asked())
                    .hasSize(3)
                    .allSatisfy(asked -> assertThat(asked)
                            .containsEntry("query", "sum(logins)")
                            .containsEntry("step", "300.000"));

            clock.now = NOON.plus(STEP.multipliedBy(2));
            series.refresh();
            assertThat(series.values(NOON, STEP, 3)).containsExactly(0, 5, 10);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"metric\":{\"a\":\"1\"},\"values\":[]},{\"metric\":{\"a\":\"2\"},\"values\":[]}] | has 2 series, and must have one; sum(...)",
                "[{\"metric\":{},\"values\":[[1772366399,\"3\"]]}] | its answer has a value for 2026-03-01T11:59:59Z, and was asked",
                "[{\"metric\":{},\"values\":[[1772366400000,\"3\"]]}] | seems to be in milliseconds",
                "[{\"metric\":{},\"values\":[[1772366400,\"3\"],[1772366100,\"2\"]]}] | are not in order"
            })
    void anAnswerToAnotherQuestionIsNoneAndTold(String result, String message) {
        try (FaultyStore store = FaultyStore.answering("matrix", result)) {
            WatchedActivity series = watch(store.url(), QUICK);
            series.refresh();
            assertThat(series.problem()).contains(message, "Nothing is known of it.");
            assertThat(series.values(NOON, STEP, 1)).containsExactly(Double.NaN);
        }
    }

    @Test
    void aStoreThatIsNotThereKeepsWhatWasKnownAndIsTold() {
        FaultyStore store = FaultyStore.of(StoreActivityTest::minutes);
        WatchedActivity series = watch(store.url(), QUICK);
        series.refresh();
        store.close();
        clock.now = NOON.plus(STEP);

        series.refresh();
        assertThat(series.problem()).contains(store.url().toString(), "What was read before is used.");
        assertThat(series.values(NOON, STEP, 2)).containsExactly(0, Double.NaN);
    }

    @Test
    void numbersThatAreNoneAreMissingAndAnEmptyAnswerIsNothing() {
        String odd = "[{\"metric\":{},\"values\":[[1772366100,\"NaN\"],[1772366400,\"+Inf\"]]}]";
        try (FaultyStore store = FaultyStore.answering("matrix", odd)) {
            WatchedActivity series = watch(store.url(), QUICK);
            series.refresh();
            assertThat(series.values(NOON.minus(STEP), STEP, 2)).containsExactly(Double.NaN, Double.NaN);
            assertThat(series.problem()).endsWith("it has no samples.");
        }
    }

    @Test
    void pacesAndExpressionsOutOfRangeAreRefused() {
        StoreAccess access = StoreAccess.of(URI.create("http://127.0.0.1:1"));
        assertThatThrownBy(() -> new StoreQuery(access, " ", QUICK)).hasMessageContaining("must not be blank");
        StoreQuery query = new StoreQuery(access, "up", QUICK);
        assertThatThrownBy(() -> StoreActivity.of(query, Duration.ofNanos(1), STEP, clock))
                .hasMessageContaining("step (PT0.000000001S)");
        assertThatThrownBy(() -> StoreActivity.of(query, STEP, Duration.ZERO, clock))
                .hasMessageContaining("past (PT0S)");
    }
}
