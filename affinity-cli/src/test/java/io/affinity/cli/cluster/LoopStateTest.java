// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether there is a loop is what its lock says; when its last cycle was, what it left. */
class LoopStateTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private static String sentence(boolean isRunning, @Nullable LoopStatus last) {
        return new LoopState(isRunning, last, List.of()).sentence(NOW, STEP, "status.json");
    }

    private static LoopStatus ago(int seconds) {
        return new LoopStatus(NOW.minusSeconds(seconds), "automatic", "", null);
    }

    @Test
    void oneThatEndedJustNowDoesNotRun() {
        assertThat(sentence(false, ago(3)))
                .isEqualTo("No loop looks after these hosts now; there was one, and its last cycle was 3 s ago."
                        + " See status.json.");
    }

    @Test
    void oneThatIsLateRunsAllTheSame() {
        assertThat(sentence(true, ago(900)))
                .isEqualTo("A loop looks after these hosts, mode automatic; its last cycle was 900 s ago."
                        + " See status.json.");
        assertThat(sentence(true, ago(901))).contains("901 s ago, though there should be one each 300 s.");
    }

    @Test
    void oneMayHaveHadNoCycleYet() {
        assertThat(sentence(true, null)).startsWith("A loop has begun to look after these hosts");
        assertThat(sentence(false, null)).startsWith("No loop has looked after these hosts yet");
    }

    @Test
    void sentencesAreReadFromWhereTheyStand() throws IOException {
        Path file = folder.resolve("status.json");
        Files.writeString(
                file,
                "{\"mode\": \"recommend\", \"hosts\": [{\"sentence\": \"no\", \"mode\": \"no\"}],"
                        + " \"accuracy\": {\"sentence\": \"Good.\", \"brier\": 0.1}, \"outcome\": {\"sentence\": \"Much.\"}}");

        LoopStatus status = LoopStatus.read(file).orElseThrow();

        assertThat(status.mode()).isEqualTo("recommend");
        assertThat(status.outcome()).isEqualTo("Much.");
        assertThat(status.accuracySentence()).isEqualTo("Good.");
        assertThat(LoopStatus.read(folder.resolve("none.json"))).isEmpty();
    }
}
