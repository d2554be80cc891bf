// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.input.Problem;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.sources.event.KnownVms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileActivityTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration STEP = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private FileActivity activity(String activity) throws IOException {
        Path file = folder.resolve("affinity.yaml");
        Files.writeString(file, "hosts: [{name: a, uri: x}]\nactivity:\n" + activity + "\n");
        return new FileActivity(ClusterFile.read(file).activity(), new KnownVms(), STEP, Duration.ofDays(1), CLOCK);
    }

    private List<String> problems(FileActivity activity) {
        return activity.check().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void readsFilesBesideTheClusterFile() throws IOException {
        Files.writeString(folder.resolve("logins.csv"), "time,value\n2026-03-01T11:55:00Z,3\n");
        try (FileActivity activity = activity("  - {name: logins, file: logins.csv}")) {
            assertThat(problems(activity)).isEmpty();
            RebalancerBuilder loop = Rebalancer.builder();
            assertThat(activity.applyTo(loop)).isSameAs(loop);
        }
    }

    @Test
    void aFileThatIsNotThereOrNotRightIsNamedWithItsPlaces() throws IOException {
        Files.writeString(folder.resolve("logins.csv"), "time,value\nnow,3\n");
        try (FileActivity activity =
                activity("  - {name: logins, file: logins.csv}\n  - {name: sessions, file: none.csv}")) {
            assertThat(problems(activity))
                    .satisfiesExactly(
                            wrong -> assertThat(wrong)
                                    .startsWith(
                                            "affinity.yaml:3: activity[0].file: logins.csv:2: the time must be one from"),
                            missing -> assertThat(missing)
                                    .startsWith(
                                            "affinity.yaml:4: activity[1].file: none.csv: it cannot be read: there is no such file."));
            RebalancerBuilder loop = Rebalancer.builder();
            assertThatThrownBy(() -> activity.applyTo(loop)).isInstanceOf(ConfigException.class);
        }
    }

    @Test
    void aStoreOrAnAddressThatDoesNotAnswerIsAWarningAndTheLoopGoesOn() throws IOException {
        try (FileActivity activity = activity("  - {name: logins, url: 'http://127.0.0.1:1', query: up}\n"
                + "  - {name: sessions, file: 'http://127.0.0.1:1/sessions.csv'}")) {
            assertThat(activity.check())
                    .extracting(Problem::severity)
                    .containsExactly(Problem.Severity.WARNING, Problem.Severity.WARNING);
            RebalancerBuilder loop = Rebalancer.builder();
            assertThat(activity.applyTo(loop)).isSameAs(loop);
        }
    }
}
