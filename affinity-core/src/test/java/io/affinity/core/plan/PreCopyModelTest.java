// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.migration.MigrationConditions;
import io.affinity.spi.migration.MigrationEstimate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers worked out by hand: 16 GB of memory over 1 GB/s. */
class PreCopyModelTest {

    @ParameterizedTest
    @CsvSource({
        // written GB/s, allowed ms | rounds, transferred GB, downtime s, converges
        "0,     300, 1, 16,      0,     true",
        "0.25,  300, 4, 21.25,   0.25,  true",
        "0.25,  250, 4, 21.25,   0.25,  true",
        "0.25,  200, 5, 21.3125, 0.0625, true",
        "0.5,   600, 6, 31.5,    0.5,   true",
        "1,     300, 30, 480,    16,    false",
        "2,     300, 30, 480,    16,    false",
        "2,   16000, 2, 32,      16,    true",
    })
    void copiesRoundAfterRoundUntilTheRestIsSmall(
            double written, long allowed, int rounds, double transferred, double downtime, boolean converges) {
        MigrationEstimate estimate = new PreCopyModel()
                .estimate(new MigrationConditions(16e9, written * 1e9, 1e9, Duration.ofMillis(allowed)));

        assertThat(estimate.rounds()).isEqualTo(rounds);
        assertThat(estimate.transferredBytes()).isCloseTo(transferred * 1e9, within(1.0));
        assertThat(estimate.elapsed().toNanos() / 1e9).isCloseTo(transferred, within(1e-6));
        assertThat(estimate.downtime().toNanos() / 1e9).isCloseTo(downtime, within(1e-6));
        assertThat(estimate.converges()).isEqualTo(converges);
    }

    @Test
    void givesUpAfterThirtyRounds() {
        MigrationEstimate estimate =
                new PreCopyModel().estimate(new MigrationConditions(16e9, 0.99e9, 1e9, Duration.ofMillis(300)));

        assertThat(estimate.rounds()).isEqualTo(30);
        assertThat(estimate.converges()).isFalse();
        assertThat(estimate.downtime().toNanos() / 1e9).isCloseTo(16 * Math.pow(0.99, 29), within(1e-6));
    }
}
