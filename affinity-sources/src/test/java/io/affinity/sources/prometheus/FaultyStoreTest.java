// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreAccess.Credentials;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that are not there, slow, or lie: an error that says so or nothing known, and never a number. */
@Timeout(240)
class FaultyStoreTest {

    private static final VmId VM = new VmId("vm-1");

    /** One retry, at once. */
    private static final StoreLimits QUICK =
            StoreLimits.builder().firstRetry(Duration.ofMillis(1)).retries(1).build();

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Clock clock = Clock.systemUTC();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private FaultyStore store(FaultyStore made) {
        open.add(made);
        return made;
    }

    private static PrometheusSettings.Builder settings(URI url) {
        return PrometheusSettings.builder(url, VmLabel.of("vm"))
                .measure(Resource.CPU, new Measure.Counter(List.of("cpu_total"), Set.of("core"), 1))
                .limits(QUICK);
    }

    private PrometheusDemand demand(FaultyStore store) {
        return PrometheusDemand.of(settings(store.url()).build(), clock);
    }

    private double cpu(FaultyStore store) {
        return demand(store).demand(inventory()).of(VM, Resource.CPU);
    }

    private io.affinity.spi.inventory.Inventory inventory() {
        return Fleets.of(Instant.ofEpochMilli(clock.millis()), Map.of(VM.value(), "web", "vm-2", "db"));
    }

    private PastDemand past(FaultyStore store) {
        return demand(store).history(request());
    }

    private static HistoryRequest request() {
        return new HistoryRequest(
                List.of(VM),
                ResourceSet.of(Resource.CPU),
                Instant.ofEpochSecond(1_700_000_000),
                Duration.ofMinutes(5),
                4);
    }

    /** One series with samples of so many seconds ago. */
    private String series(String labels, double... agesAndValues) {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < agesAndValues.length; i += 2) {
            values.append(i == 0 ? "" : ",")
                    .append("[" + (clock.millis() / 1000.0 - agesAndValues[i]) + ",\"" + agesAndValues[i + 1] + "\"]");
        }
        return "{\"metric\":{\"__name__\":\"cpu_total\",\"vm\":\"vm-1\"" + labels + "},\"values\":[" + values + "]}";
    }

    private FaultyStore matrix(String... series) {
        return store(FaultyStore.answering("matrix", "[" + String.join(",", series) + "]"));
    }

    @Test
    void samplesMakeARate() {
        assertThat(cpu(matrix(series("", 60, 100, 30, 130, 1, 159)))).isCloseTo(1, within(1e-4));
    }

    @Test
    void nobodyThereIsSaidWithTheAddress() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        PrometheusDemand demand = PrometheusDemand.of(
                settings(URI.create("http://127.0.0.1:" + port)).build(), clock);

        assertThatThrownBy(() -> demand.demand(inventory()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("http://127.0.0.1:" + port)
                .hasMessageContaining("nobody is there");
        assertThatThrownBy(() -> demand.history(request())).isInstanceOf(TelemetryException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, bad_data, 1",
        "401, allowed, 1",
        "403, allowed, 1",
        "404, before /api/v1, 1",
        "302, not followed, 1",
        "422, bad_data, 1",
        "429, status 429, 2",
        "500, status 500, 2",
        "503, status 503, 2"
    })
    void aStatusIsSaidAndOnlyWhatMayPassIsAskedAgain(int status, String said, int times) {
        FaultyStore store = store(FaultyStore.saying(
                status, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"bad_data: no\"}"));

        assertThatThrownBy(() -> cpu(store))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining(said);
        assertThat(store.asked()).hasSize(times);
    }

    @Test
    void whatPassesIsNotNoticed() {
        AtomicInteger questions = new AtomicInteger();
        String answer = FaultyStore.success("matrix", "[" + series("", 60, 100, 0, 160) + "]");
        FaultyStore store = store(FaultyStore.of((exchange, parameters) ->
                FaultyStore.say(exchange, questions.incrementAndGet() == 1 ? 503 : 200, answer)));

        assertThat(cpu(store)).isCloseTo(1, within(0.1));
        assertThat(questions).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>please sign in</html>",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{",
                "{\"status\":\"success\"}",
                "[]",
                "17",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1\"]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"vm\":\"vm-1\"},"
                        + "\"values\":[[1,\"1\",1]]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"vm\":\"vm-1\"},"
                        + "\"values\":[[1,\"one\"]]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"vm\":\"vm-1\"},"
                        + "\"values\":[[2,\"1\"],[1,\"1\"]]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"vm\":\"vm-1\"},"
                        + "\"values\":[[1,\"1\"],[1,\"2\"]]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"vm\":\"vm-1\"},"
                        + "\"values\":[]},{\"metric\":{\"vm\":\"vm-1\"},\"values\":[]}]}}",
                "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"no\"}"
            })
    void whatIsNoAnswerIsRefused(String text) {
        FaultyStore store = store(FaultyStore.saying(200, text));

        assertThatThrownBy(() -> cpu(store))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining(store.url().toString());
        assertThatThrownBy(() -> past(store)).isInstanceOf(TelemetryException.class);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> cpu(store(FaultyStore.saying(200, "[".repeat(1_000_000)))))
                .isInstanceOf(TelemetryException.class);
    }

    @Test
    void timeStampsInMillisecondsAreRefused() {
        String millis = "{\"metric\":{\"vm\":\"vm-1\"},\"values\":[[" + clock.millis() + ",\"1\"]]}";

        assertThatThrownBy(() -> cpu(matrix(millis)))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("milliseconds");
    }

    @Test
    void samplesFromTheFutureAreRefused() {
        assertThatThrownBy(() -> cpu(matrix(series("", 60, 1, -120, 2))))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("was asked for those up to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1699999400", "1700000001", "1700001200"})
    void valuesThatNobodyAskedForAreRefused(String time) {
        FaultyStore store = matrix("{\"metric\":{\"vm\":\"vm-1\"},\"values\":[[" + time + ",\"1\"]]}");

        assertThatThrownBy(() -> past(store))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("was asked for those from");
    }

    @Test
    void aClockThatIsFarOffIsRefused() {
        FaultyStore store = matrix(series("", 60, 1, 0, 2));
        Clock late = Clock.offset(clock, Duration.ofMinutes(-20));
        PrometheusDemand demand = PrometheusDemand.of(settings(store.url()).build(), late);

        assertThatThrownBy(() -> demand.demand(inventory()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("seconds ahead of the one here")
                .hasMessageContaining("Set the clocks");
    }

    @Test
    void valuesThatCanBeNoDemandAreUnknown() {
        for (String value : List.of("NaN", "+Inf", "-Inf", "-1")) {
            String now = String.valueOf(clock.millis() / 1000.0);
            assertThat(cpu(matrix("{\"metric\":{\"vm\":\"vm-1\"},\"values\":[[" + now + ",\"" + value + "\"]]}")))
                    .as(value)
                    .isNaN();
        }
    }

    @Test
    void aSampleThatIsTooOldSaysNothing() {
        assertThat(cpu(matrix(series("", 500, 1, 400, 100)))).isNaN();
    }

    @Test
    void aCounterThatBeganAnewCountsFromThereOn() {
        assertThat(cpu(matrix(series("", 90, 1000, 60, 5, 30, 35, 0, 65)))).isCloseTo(1, within(0.01));
        assertThat(cpu(matrix(series("", 30, 1000, 0, 5)))).isNaN();
    }

    @Test
    void coresAreAddedUpAndOneThatIsMeasuredTwiceIsUnknown() {
        String first = series(",\"core\":\"0\"", 60, 100, 0, 160);
        String second = series(",\"core\":\"1\"", 60, 100, 0, 130);
        String again = series(",\"core\":\"1\",\"replica\":\"b\"", 59, 100, 1, 130);

        assertThat(cpu(matrix(first, second))).isCloseTo(1.5, within(0.02));
        assertThat(cpu(matrix(first, second, again))).isNaN();
    }

    @Test
    void aVmThatChangedItsHostIsMeasuredThere() {
        String before = series(",\"instance\":\"h1\"", 120, 100, 90, 190);
        String after = series(",\"instance\":\"h2\"", 60, 0, 0, 30);

        assertThat(cpu(matrix(before, after))).isCloseTo(0.5, within(0.02));
    }

    @Test
    void theSameSamplesAreTheSameMeasurement() {
        FaultyStore store = matrix(series("", 60, 100, 10, 150));
        PrometheusDemand demand = demand(store);
        Demand first = demand.demand(inventory());
        Demand second =
                demand.demand(Fleets.of(Instant.ofEpochMilli(clock.millis() + 5_000), Map.of(VM.value(), "web")));

        assertThat(second.measuredAt()).isEqualTo(first.measuredAt());
        assertThat(second.of(VM, Resource.CPU))
                .isEqualTo(first.of(VM, Resource.CPU))
                .isNotNaN();
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        open.add(never::countDown);
        FaultyStore store = store(FaultyStore.of((exchange, parameters) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        PrometheusDemand demand = PrometheusDemand.of(
                settings(store.url())
                        .limits(QUICK.toBuilder().query(Duration.ofMillis(200)).build())
                        .build(),
                clock);

        assertThatThrownBy(() -> demand.demand(inventory()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("does not answer");
        assertThat(store.asked()).as("asked again once").hasSize(2);
    }

    /** Headers come at once, and then a byte now and then: no time-out of a read would ever end that. */
    @Test
    void aServerThatDripsIsGivenUp() {
        FaultyStore store = store(FaultyStore.of((exchange, parameters) -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(20);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        }));
        PrometheusDemand demand = PrometheusDemand.of(
                settings(store.url())
                        .limits(QUICK.toBuilder().demand(Duration.ofMillis(600)).build())
                        .build(),
                clock);

        assertThatThrownBy(() -> demand.demand(inventory()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("has not answered everything within PT0.6S");
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        FaultyStore store = store(FaultyStore.of((exchange, parameters) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(8192).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            try {
                while (true) {
                    exchange.getResponseBody().write(blanks);
                }
            } finally {
                exchange.close();
            }
        }));

        assertThatThrownBy(() -> PrometheusDemand.of(
                                settings(store.url())
                                        .limits(QUICK.toBuilder()
                                                .responseBytes(100_000)
                                                .build())
                                        .build(),
                                clock)
                        .demand(inventory()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("longer than the (100000) bytes");
    }

    @Test
    void noMoreQuestionsAreUnderWayThanAllowed() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FaultyStore store = store(FaultyStore.of((exchange, parameters) -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            // Long enough for others to come, if they were let.
            LockSupport.parkNanos(3_000_000);
            underWay.decrementAndGet();
            FaultyStore.say(exchange, 200, FaultyStore.success("matrix", "[]"));
        }));
        StoreLimits small =
                QUICK.toBuilder().pointsPerSeries(2).pointsPerQuery(2).build();
        HistoryRequest request = new HistoryRequest(
                List.of(VM),
                ResourceSet.of(Resource.CPU),
                Instant.ofEpochSecond(1_700_000_000),
                Duration.ofMinutes(5),
                60);
        PrometheusDemand.of(settings(store.url()).limits(small).build(), clock).history(request);

        assertThat(most.get()).isBetween(1, 2);
        assertThat(store.asked()).hasSizeGreaterThan(60);
    }

    @Test
    void whoAsksIsReadFromFilesEachTime(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        Path password = Files.writeString(folder.resolve("password"), "pass word\n");
        List<String> said = new ArrayList<>();
        FaultyStore store = store(FaultyStore.of((exchange, parameters) -> {
            said.add(exchange.getRequestHeaders().getFirst("Authorization"));
            FaultyStore.say(exchange, 200, FaultyStore.success("matrix", "[]"));
        }));
        StoreAccess bearer = StoreAccess.of(store.url()).withCredentials(new Credentials.Bearer(token));
        PrometheusDemand demand =
                PrometheusDemand.of(settings(store.url()).access(bearer).build(), clock);
        demand.demand(inventory());
        Files.writeString(token, "second");
        demand.demand(Fleets.of(Instant.EPOCH, Map.of(VM.value(), "web")));
        StoreAccess basic = StoreAccess.of(store.url()).withCredentials(new Credentials.Basic("ann", password));
        PrometheusDemand.of(settings(store.url()).access(basic).build(), clock).demand(inventory());

        assertThat(said).containsExactly("Bearer first", "Bearer second", "Basic YW5uOnBhc3Mgd29yZA==");
    }

    @Test
    void aSecretThatCannotBeReadIsSaidAndNobodyIsAsked(@TempDir Path folder) {
        FaultyStore store = matrix();
        StoreAccess access =
                StoreAccess.of(store.url()).withCredentials(new Credentials.Bearer(folder.resolve("none")));

        assertThatThrownBy(() -> PrometheusDemand.of(
                                settings(store.url()).access(access).build(), clock)
                        .demand(inventory()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining(folder.resolve("none").toString());
        assertThat(store.asked()).isEmpty();
    }

    @Test
    void onlyTheVmsThatAreAskedForAreAskedForByWhateverName() {
        FaultyStore store = store(FaultyStore.answering("matrix", "[]"));
        demand(store).demand(Fleets.of(Instant.ofEpochMilli(clock.millis()), Map.of("id.1", "a\"b\\c")));

        assertThat(store.asked().get(0).get("query"))
                .isEqualTo("cpu_total{vm=~\"a\\\"b\\\\\\\\c|id\\\\.1\"}[300000ms]");
        assertThat(store.asked().get(0)).containsEntry("nocache", "1");
    }
}
