// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.cli.config.ConfigException;
import io.affinity.cli.output.JsonTree;
import io.affinity.core.Mode;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop that has migrated, as others see it. */
class ServingTest {

    private static WatchedLoop loop;

    @BeforeAll
    static void begin() {
        loop = WatchedLoop.ofTwoHosts(WatchedLoop.open(), Mode.AUTOMATIC).run(3).cycle();
    }

    @AfterAll
    static void end() {
        loop.close();
    }

    /** A new field is a new line in the file; one that is gone or of another kind breaks those who read it. */
    @ParameterizedTest
    @ValueSource(strings = {"history", "hosts", "forecast"})
    void theFieldsAreThoseThatWerePromised(String name) throws Exception {
        HttpResponse<String> response = loop.get("api/v1/" + name + (name.equals("forecast") ? "?vm=web-1" : ""));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(JsonShape.of(response.body())).isEqualTo(promised(name));
    }

    @Test
    void theFieldsOfAPlanAreThoseThatWerePromised() throws Exception {
        try (WatchedLoop asking =
                WatchedLoop.ofTwoHosts(WatchedLoop.open(), Mode.RECOMMEND).run(1)) {
            assertThat(JsonShape.of(asking.get("api/v1/plan").body())).isEqualTo(promised("plan"));
        }
    }

    /** The same as status.json, which has a test of its own. */
    @Test
    void theStatusIsThatOfTheStateFolder() throws Exception {
        assertThat(JsonShape.of(loop.get("api/v1/status").body())).containsAll(promised("status"));
    }

    private static List<String> promised(String name) throws IOException {
        try (var in = ServingTest.class.getResourceAsStream("fields-" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void theHistoryTellsWhatWasDoneAndWhetherItPaid() throws Exception {
        String history = loop.get("api/v1/history").body();

        assertThat(history)
                .contains(
                        "\"outcome\" : \"completed\"",
                        "\"source\" : \"a\"",
                        "a would be short of CPU, most of all in 5 min (100 %); b stays clear of that.");
        assertThat(JsonShape.of(history)).contains("migrations[].gainMinutes: number");
    }

    @Test
    void theHistoryBeginsWithWhatTheJournalKnowsOfEarlierLoops() throws Exception {
        MemoryJournal journal = new MemoryJournal();
        earlier(
                journal,
                "m1",
                "web-1",
                new Event.Intended(),
                new Event.Ended(new MigrationOutcome.Completed(Duration.ofSeconds(7), Duration.ofMillis(31), 9e6)),
                new Event.Checked(new Verification.Verified()));
        earlier(
                journal,
                "m2",
                "web-2",
                new Event.Intended(),
                new Event.Ended(new MigrationOutcome.Failed(new MigrationFailure.Unreachable(new HostId("b"), ""))));
        earlier(
                journal,
                "m3",
                "web-3",
                new Event.Closed(new Closing.Refused("nights", new Gate.Refuse("too-light", "It is noon."))));
        try (WatchedLoop later = WatchedLoop.ofTwoHosts(WatchedLoop.open(), Mode.AUTOMATIC, journal)) {
            List<Map<?, ?>> before = migrations(later);
            assertThat(before)
                    .extracting(one -> one.get("outcome") + " " + one.get("vm"))
                    .containsExactly("failed web-2", "completed web-1");
            assertThat(String.valueOf(before.get(1).get("text")))
                    .isEqualTo(
                            "2026-01-01T00:00:00Z  web-1 from a to b: done in 7.0 s, 31 ms of downtime, 9 MB, verified.");

            List<Map<?, ?>> after = migrations(later.run(3));

            assertThat(after).endsWith(before.toArray(new Map<?, ?>[0]));
            long ended = journal.since(0, 10_000).stream()
                    .filter(line -> line.entry().event() instanceof Event.Ended)
                    .count();
            assertThat(ended).as("with those of this loop").isGreaterThan(2);
            assertThat(after).as("each of them once").hasSize((int) ended);
            assertThat(after.get(0).get("why")).as("what only the loop knows").isNotEqualTo("");
        }
    }

    private static List<Map<?, ?>> migrations(WatchedLoop loop) throws Exception {
        List<Map<?, ?>> migrations = new ArrayList<>();
        if (JsonTree.of(loop.get("api/v1/history").body()) instanceof Map<?, ?> document
                && document.get("migrations") instanceof List<?> list) {
            list.forEach(one -> migrations.add((Map<?, ?>) one));
        }
        return migrations;
    }

    private static void earlier(MemoryJournal journal, String id, String vm, Event... events) {
        long epoch = journal.claim();
        Migration migration = new Migration(new VmId(vm), new HostId("a"), new HostId("b"));
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * Integer.parseInt(id.substring(1)) - 60);
        for (Event event : events) {
            journal.append(epoch, new JournalEntry(at, id, migration, event));
        }
    }

    @Test
    void theForecastOfAVmIsFoundByItsName() throws Exception {
        assertThat(loop.get("api/v1/forecast?vm=web-1").body()).contains("\"basis\"", "\"aheadSeconds\" : 300");
        assertThat(loop.get("api/v1/forecast?vm=nobody").statusCode()).isEqualTo(404);
        assertThat(loop.get("api/v1/forecast").statusCode()).isEqualTo(400);
        assertThat(loop.get("api/v1/forecast?vm=%ff%00").statusCode()).isEqualTo(404);
    }

    @Test
    void metricsAreTextForPrometheus() throws Exception {
        HttpResponse<String> response = loop.get("metrics");

        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .contains(
                        "# TYPE affinity_cycle_seconds summary",
                        "affinity_vms 8.0",
                        "affinity_host_utilization{host=\"a\",resource=\"cpu\"}",
                        "affinity_migrations_total{outcome=\"completed\"}",
                        "affinity_contention_avoided_seconds{against=\"staying\",bound=\"estimate\"}",
                        "jvm_memory_used_bytes");
    }

    @Test
    void aLoopThatGoesRoundIsWellAndReady() throws Exception {
        assertThat(loop.get("health").body()).contains("\"status\" : \"up\"");
        assertThat(loop.get("ready").statusCode()).isEqualTo(200);
    }

    @Test
    void thePageRunsNothingButItself() throws Exception {
        HttpResponse<String> page = loop.get("");

        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'sha256-", "style-src 'sha256-", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http://", "https://", " style=")
                .contains("<script>\n\"use strict\"");
    }

    @Test
    void nothingCanBeChangedByReading() throws Exception {
        assertThat(loop.post("api/v1/status", "{}").statusCode()).isEqualTo(405);
        assertThat(loop.get("api/v1/approvals").statusCode()).isEqualTo(405);
        assertThat(loop.get("etc/passwd").statusCode()).isEqualTo(404);
        assertThat(loop.post("api/v1/approvals", "x".repeat(5000)).statusCode()).isEqualTo(413);
        HttpResponse<String> off =
                loop.post("api/v1/approvals", "{\"vm\":\"web-1\",\"source\":\"a\",\"target\":\"b\"}");
        assertThat(off.statusCode()).isEqualTo(409);
        assertThat(off.body()).contains("listen.approvals is off");
    }

    @Test
    void aPortThatIsTakenIsToldBeforeTheLoopBegins() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Listening same = new Listening(new ListenAddress("127.0.0.1", taken.getLocalPort()), null, null, false);

            assertThatThrownBy(() -> WatchedLoop.ofTwoHosts(same, Mode.OBSERVE))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort() + " cannot be listened at")
                    .hasMessageContaining("Another program may have the port");
        }
    }

    @Test
    void beforeItsFirstCycleALoopIsWellAndNotReady() throws Exception {
        try (WatchedLoop early = WatchedLoop.ofTwoHosts(WatchedLoop.open(), Mode.RECOMMEND)) {
            assertThat(early.get("health").statusCode()).isEqualTo(200);
            assertThat(early.get("ready").statusCode()).isEqualTo(503);
            assertThat(early.get("api/v1/status").body()).contains("\"mode\" : \"recommend\"");
            assertThat(early.get("api/v1/hosts").statusCode()).isEqualTo(200);
            assertThat(early.get("api/v1/plan").statusCode()).isEqualTo(200);
            assertThat(early.get("api/v1/forecast?vm=web-1").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatIsRecommendedIsNotDone() throws Exception {
        try (WatchedLoop asking =
                WatchedLoop.ofTwoHosts(WatchedLoop.open(), Mode.RECOMMEND).run(1)) {
            assertThat(asking.get("api/v1/plan").body()).contains("\"state\" : \"recommended\"");
            assertThat(asking.fleet().placement().hostByVm().values()).containsOnly(new HostId("a"));
        }
    }
}
