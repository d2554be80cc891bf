// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.sources.Sources;
import io.affinity.sources.document.Documents;
import io.affinity.sources.event.EventScope;
import io.affinity.sources.event.KnownVms;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedActivityTest {

    private static final Instant EIGHT = Instant.parse("2026-11-27T08:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(EIGHT);

    @TempDir
    Path folder;

    private WatchedActivity watch() {
        return new WatchedActivity(
                "logins",
                Sources.activity(Documents.at("logins.csv", folder, CLOCK)),
                EventScope.vm("web-1"),
                new KnownVms(),
                CLOCK);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("logins.csv"), text);
    }

    private static double now(WatchedActivity series) {
        return series.values(EIGHT, Duration.ofMinutes(5), 1)[0];
    }

    @Test
    void whatIsWrittenIsReadWhenItIsRefreshed() throws IOException {
        write("2026-11-27T08:00:00Z,3\n");
        WatchedActivity series = watch();
        assertThat(now(series)).isNaN();
        assertThat(series.problem()).isNotEmpty();

        series.refresh();
        assertThat(now(series)).isEqualTo(3);
        assertThat(series.problem()).isEmpty();

        write("2026-11-27T08:00:00Z,3\n2026-11-27T07:59:00Z,5\n");
        series.refresh();
        assertThat(now(series)).isEqualTo(4);
    }

    @Test
    void whatIsNotThereOrNotRightChangesNothingAndIsTold() throws IOException {
        WatchedActivity series = watch();
        series.refresh();
        assertThat(series.problem())
                .endsWith("logins.csv: it cannot be read: there is no such file. Nothing is known of it.");

        write("2026-11-27T08:00:00Z,3\n");
        series.refresh();
        write("2026-11-27T08:00:00Z,3\n2026-11-27T08:00:00Z,three\n");
        series.refresh();
        assertThat(series.problem())
                .contains("logins.csv:2: the value must be a number", "\"three\". What was read before is used.");
        assertThat(now(series)).isEqualTo(3);

        Files.delete(folder.resolve("logins.csv"));
        series.refresh();
        assertThat(series.problem()).contains("there is no such file");
        assertThat(now(series)).isEqualTo(3);
    }

    @Test
    void anEmptyFileAndTimesThatAreStillToComeAreDoubted() throws IOException {
        write("");
        WatchedActivity series = watch();
        series.refresh();
        assertThat(series.problem()).endsWith("it has no samples.");

        write("2026-11-27T08:00:00Z,3\n2026-11-27T09:00:00Z,3\n");
        series.refresh();
        assertThat(series.problem()).endsWith("its newest sample is of 2026-11-27T09:00:00Z, which is still to come.");
        assertThat(now(series)).isEqualTo(3);
    }

    @Test
    void concernsTheVmsOfItsScope() {
        assertThat(watch().concerns(new VmId("web-1"))).isTrue();
        assertThat(watch().concerns(new VmId("web-2"))).isFalse();
        assertThatThrownBy(() -> new WatchedActivity(
                        " ", Sources.activity(Documents.at("x", folder, CLOCK)), EventScope.ALL, new KnownVms(), CLOCK))
                .hasMessageContaining("must not be blank");
    }
}
