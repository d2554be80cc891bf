// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeBinsTest {

    @ParameterizedTest(name = "{0} h")
    @ValueSource(longs = {1, 7, 24, 168, 336, 720, 8760, 87_600})
    void coverTheTimeWithAtMostOneBinMoreThanTheLimit(long hours) {
        TimeBins bins = TimeBins.covering(List.of(policy(Duration.ofHours(hours).dividedBy(2), List.of())));

        assertThat(bins.count()).isBetween(1, 122);
        assertThat(bins.binOf(SampleReport.START)).isZero();
        assertThat(bins.binOf(SampleReport.START.plus(Duration.ofHours(hours)))).isLessThan(bins.count());
    }

    @Test
    void stretchToMigrationsOutsideTheHeatMap() {
        Instant early = SampleReport.START.minusSeconds(7200);
        Instant late = SampleReport.START.plusSeconds(90_000);
        TimeBins bins =
                TimeBins.covering(List.of(policy(Duration.ofHours(1), List.of(migration(early), migration(late)))));

        assertThat(bins.binOf(early)).isBetween(0, bins.count() - 1);
        assertThat(bins.binOf(late)).isBetween(0, bins.count() - 1);
    }

    private static MigrationRow migration(Instant start) {
        return new MigrationRow(start, Duration.ofSeconds(30), Duration.ZERO, "vm", "a", "b", "done", 0, List.of());
    }

    private static PolicyResults policy(Duration bucket, List<MigrationRow> migrations) {
        HeatMap map = HeatMap.of(
                List.of("a"), List.of(SampleReport.START, SampleReport.START.plus(bucket)), new float[][] {{0, 0}});
        return new PolicyResults(
                "none", "", PolicyRole.BASELINE, List.of(), Map.of(), map, Map.of(), Map.of(), migrations);
    }
}
