package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.TelemetrySource;
import io.affinity.spi.telemetry.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemandRecordTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(2);

    @TempDir
    Path folder;

    @Test
    void remembersOverARestartWhatWasObserved() {
        observe(NOON.plusSeconds(3), 0.5, 1e9, 2, 2e9);
        observe(NOON.plus(STEP), 0.75, 1e9, Double.NaN, 2e9);

        assertThat(history(Observed.WEB, Resource.CPU).values()).containsExactly(Double.NaN, 0.5, 0.75, Double.NaN);
        assertThat(history(Observed.DB, Resource.CPU).values()).containsExactly(Double.NaN, 2, Double.NaN, Double.NaN);
        assertThat(history(Observed.DB, Resource.MEMORY).values()).containsExactly(Double.NaN, 2e9, 2e9, Double.NaN);
    }

    @Test
    void knowsNothingOfAVmThatItNeverSaw() {
        observe(NOON, 0.5, 1e9, 2, 2e9);

        assertThat(history(new VmId("new"), Resource.CPU).present()).isZero();
    }

    @Test
    void skipsLinesThatACrashOrAPersonBroke() throws IOException {
        observe(NOON, 0.5, 1e9, 2, 2e9);
        Path day = folder.resolve("demand-2026-01-05.txt");
        Files.writeString(day, "17676144000", StandardOpenOption.APPEND);
        Files.writeString(day, "\nx y z\n1767614400000 db cpu=much\n\n", StandardOpenOption.APPEND);
        observe(NOON.plus(STEP), 0.75, 1e9, 3, 2e9);

        assertThat(history(Observed.DB, Resource.CPU).values()).containsExactly(Double.NaN, 2, 3, Double.NaN);
    }

    @Test
    void deletesDaysThatAreOfNoUseAnyMore() throws IOException {
        for (int day = 0; day < 6; day++) {
            observe(NOON.plus(Duration.ofDays(day)), 0.5, 1e9, 2, 2e9);
        }

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "demand-2026-01-07.txt",
                            "demand-2026-01-08.txt",
                            "demand-2026-01-09.txt",
                            "demand-2026-01-10.txt");
        }
    }

    @Test
    void tellsSinceWhenItKnowsTheRecentPast() {
        DemandRecord demand = new DemandRecord(folder, KEPT);
        Duration hour = Duration.ofHours(1);
        assertThat(demand.firstSince(NOON, hour)).isEqualTo(NOON);

        observe(NOON.minus(Duration.ofMinutes(90)), 0.5, 1e9, 2, 2e9);
        observe(NOON.minus(Duration.ofMinutes(40)), 0.5, 1e9, 2, 2e9);
        observe(NOON.minus(Duration.ofMinutes(20)), 0.5, 1e9, 2, 2e9);

        assertThat(demand.firstSince(NOON, hour)).isEqualTo(NOON.minus(Duration.ofMinutes(40)));
        assertThat(demand.firstSince(NOON, Duration.ofDays(1))).isEqualTo(NOON.minus(Duration.ofMinutes(90)));
    }

    private void observe(Instant time, double... demand) {
        TelemetrySource source = Observed.source(Observed.at(time, demand));
        new RecordedTelemetry(source, new DemandRecord(folder, KEPT)).observe();
    }

    private TimeSeries history(VmId vm, Resource resource) {
        DemandRecord demand = new DemandRecord(folder, KEPT);
        demand.read();
        return new RecordedTelemetry(Observed.source(Observed.at(NOON, 0, 0, 0, 0)), demand)
                .history(vm, resource, NOON.minus(STEP), STEP, 4);
    }
}
