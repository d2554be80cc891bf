// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.sun.net.httpserver.HttpServer;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.input.Problem;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.storage.MemorySnapshots;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEventsTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    Path folder;

    private final MemorySnapshots store = new MemorySnapshots();

    private FileEvents events(String events) throws IOException {
        Path file = folder.resolve("affinity.yaml");
        Files.writeString(file, "hosts: [{name: a, uri: x}]\nevents:\n" + events + "\n");
        return new FileEvents(ClusterFile.read(file).events(), Duration.ofMinutes(5), CLOCK, store);
    }

    private List<String> problems(FileEvents events) {
        return events.check().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void readsFilesBesideTheClusterFile() throws IOException {
        Files.writeString(folder.resolve("jobs"), "0 2 * * * root backup\n");
        Files.writeString(folder.resolve("b.timer"), "[Timer]\nOnCalendar=daily\n");
        try (FileEvents events =
                events("  - {crontab: jobs, kind: x, duration: 5m}\n  - {timer: b.timer, kind: y, duration: 5m}")) {
            assertThat(problems(events)).isEmpty();
        }
    }

    @Test
    void aFileThatIsNotThereOrNotRightIsNamedWithItsPlaces() throws IOException {
        Files.writeString(folder.resolve("jobs"), "# a\n0 25 * * * root backup\n");
        try (FileEvents events = events("  - {crontab: jobs, kind: x, duration: 5m}\n  - {feed: none.json}")) {
            assertThat(problems(events))
                    .satisfiesExactly(
                            wrong -> assertThat(wrong)
                                    .startsWith("affinity.yaml:3: events[0].crontab: jobs:2: the hour (\"25\")"),
                            missing -> assertThat(missing)
                                    .startsWith(
                                            "affinity.yaml:4: events[1].feed: none.json: it cannot be read: there is"
                                                    + " no such file."));
            RebalancerBuilder loop = Rebalancer.builder();
            assertThatThrownBy(() -> events.applyTo(loop, null)).isInstanceOf(ConfigException.class);
        }
    }

    @Test
    void withoutAnAddressBeingAskedFilesAreReadAllTheSame() throws IOException {
        Files.writeString(folder.resolve("cal.ics"), "no calendar\n");
        try (FileEvents events = events("  - {feed: 'http://127.0.0.1:1/events'}\n  - {ical: cal.ics}")) {
            assertThat(events.checkFiles()).singleElement().satisfies(problem -> {
                assertThat(problem.severity()).isEqualTo(Problem.Severity.FATAL);
                assertThat(problem.key()).isEqualTo("events[1].ical");
            });
            assertThat(events.addresses()).isEqualTo(1);
        }
    }

    @Test
    void whatAnAddressSaidIsKnownAfterARestartWhileItDoesNotAnswer() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/events", exchange -> {
            byte[] body = "{\"id\": \"a\", \"start\": \"2026-03-02T08:00:00Z\", \"end\": \"2026-03-02T09:00:00Z\"}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String sections = "  - {feed: 'http://127.0.0.1:" + server.getAddress().getPort()
                + "/events'}\n  - {crontab: jobs" + ", kind: x, duration: 5m}";
        Files.writeString(folder.resolve("jobs"), "0 2 * * * root backup\n");
        try (FileEvents first = events(sections)) {
            assertThat(problems(first)).isEmpty();
        } finally {
            server.stop(0);
        }
        assertThat(store.keys())
                .as("of the address, and not of the file")
                .singleElement()
                .satisfies(key -> assertThat(key).startsWith("announced-"));

        try (FileEvents again = events(sections)) {
            assertThat(problems(again))
                    .singleElement(as(STRING))
                    .contains(
                            "events[0].feed: http://127.0.0.1:",
                            "it cannot be read",
                            "What was read at 2026-03-01T12:00:00Z, 0 min ago and before a restart, is used.");
        }
        try (FileEvents other = events("  - {crontab: jobs, kind: x, duration: 5m}")) {
            other.keepReading();
        }
        assertThat(store.load(store.keys().get(0)))
                .as("nobody names it any more")
                .isEmpty();
    }

    @Test
    void anAddressThatDoesNotAnswerIsAWarningAndTheLoopGoesOn() throws IOException {
        try (FileEvents events = events("  - {feed: 'http://127.0.0.1:1/events'}")) {
            assertThat(events.check()).singleElement().satisfies(problem -> {
                assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
                assertThat(problem.key()).isEqualTo("events[0].feed");
            });
            RebalancerBuilder loop = Rebalancer.builder();
            assertThat(events.applyTo(loop, null)).isSameAs(loop);
        }
    }
}
