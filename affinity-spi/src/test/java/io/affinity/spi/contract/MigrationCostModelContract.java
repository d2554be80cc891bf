// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.migration.MigrationConditions;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.migration.MigrationEstimate;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MigrationCostModel} promises, and what the physics of copying memory demands of it. Extend it, and
 * hand over the model:
 *
 * <pre>{@code
 * class PreCopyModelContractTest extends MigrationCostModelContract {
 *     @Override
 *     protected MigrationCostModel model() {
 *         return new PreCopyModel();
 *     }
 * }
 * }</pre>
 */
public abstract class MigrationCostModelContract {

    private static final double GIB = 1L << 30;
    private static final Duration MAX_DOWNTIME = Duration.ofMillis(300);
    /** Longer than anybody waits; what does not converge must end in the estimate all the same. */
    private static final Duration FINITE = Duration.ofDays(30);

    private static final double[] MEMORY = {0, 1e6, GIB, 4 * GIB, 5 * GIB, 16 * GIB, 64 * GIB, 256 * GIB};
    private static final double[] DIRTY = {0, 1e5, 1e7, 1e8, 3e8, 5e8, 6e8, 6.2e8, 6.25e8, 7e8, 1e9, 1e10};
    private static final double[] BANDWIDTH = {1e8, 1.25e8, 3e8, 6.25e8, 1.25e9, 1e10};

    /** {@return the model under test} */
    protected abstract MigrationCostModel model();

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(MigrationCostModel.class, model());
    }

    @Test
    void givesFiniteEstimatesForAllConditions() {
        MigrationCostModel model = model();
        for (double memory : MEMORY) {
            for (double dirty : DIRTY) {
                for (double bandwidth : BANDWIDTH) {
                    for (Duration maxDowntime : List.of(Duration.ZERO, MAX_DOWNTIME, Duration.ofMinutes(1))) {
                        assertSound(model, new MigrationConditions(memory, dirty, bandwidth, maxDowntime));
                    }
                }
            }
        }
    }

    @Test
    void copiesTheMemoryOfAnIdleVmOnce() {
        MigrationEstimate estimate = model().estimate(conditions(64 * GIB, 0, 1e9));

        assertThat(estimate.rounds()).isEqualTo(1);
        assertThat(estimate.transferredBytes()).isCloseTo(64 * GIB, within(0.05 * 64 * GIB));
        assertThat(seconds(estimate.elapsed())).isCloseTo(64 * GIB / 1e9, within(0.1 * 64 * GIB / 1e9));
        assertThat(estimate.converges()).isTrue();
    }

    @Test
    void convergesWhenMemoryIsCopiedMuchFasterThanItIsWritten() {
        assertThat(model().estimate(conditions(8 * GIB, 1e7, 1e9)).converges()).isTrue();
    }

    @Test
    void doesNotConvergeWhenMemoryIsWrittenFasterThanItIsCopied() {
        MigrationEstimate estimate = model().estimate(conditions(8 * GIB, 2e9, 1e9));

        assertThat(estimate.converges()).isFalse();
        assertThat(estimate.elapsed()).isLessThan(FINITE);
        assertThat(estimate.transferredBytes()).isFinite();
    }

    @Test
    void takesLongerWhenTheVmWrites() {
        assertThat(model().estimate(conditions(16 * GIB, 5e8, 1e9)).elapsed())
                .isGreaterThan(model().estimate(conditions(16 * GIB, 0, 1e9)).elapsed());
    }

    @Test
    void neverGetsShorterWithMoreMemory() {
        for (double dirty : DIRTY) {
            for (double bandwidth : BANDWIDTH) {
                assertNeverShorter(MEMORY, memory -> conditions(memory, dirty, bandwidth));
            }
        }
    }

    @Test
    void neverGetsShorterWithAHigherDirtyRate() {
        for (double memory : MEMORY) {
            for (double bandwidth : BANDWIDTH) {
                assertNeverShorter(DIRTY, dirty -> conditions(memory, dirty, bandwidth));
            }
        }
    }

    @Test
    void neverGetsLongerWithMoreBandwidth() {
        for (double memory : MEMORY) {
            for (double dirty : DIRTY) {
                // 1/b rises as the bandwidth falls.
                double[] scarcity = {1e-10, 1 / 1.25e9, 1 / 6.25e8, 1 / 3e8, 1 / 1.25e8, 1e-8};
                assertNeverShorter(scarcity, inverse -> conditions(memory, dirty, 1 / inverse));
            }
        }
    }

    @Test
    void givesTheSameEstimateOnEveryThread() {
        MigrationCostModel model = model();
        MigrationEstimate expected = model.estimate(conditions(16 * GIB, 3e8, 1e9));

        assertThat(Concurrently.call(thread -> {
                    model.estimate(conditions((thread + 1) * GIB, 1e8 * thread, 1e9));
                    return model.estimate(conditions(16 * GIB, 3e8, 1e9));
                }))
                .containsOnly(expected);
    }

    private void assertNeverShorter(double[] rising, DoubleFunction<MigrationConditions> conditions) {
        MigrationCostModel model = model();
        Duration last = Duration.ZERO;
        for (double value : rising) {
            Duration elapsed = model.estimate(conditions.apply(value)).elapsed();
            // A microsecond is left to rounding.
            assertThat(elapsed)
                    .as("elapsed with %s", conditions.apply(value))
                    .isGreaterThanOrEqualTo(last.minusNanos(1000));
            last = elapsed;
        }
    }

    private static void assertSound(MigrationCostModel model, MigrationConditions conditions) {
        MigrationEstimate estimate = model.estimate(conditions);
        assertThat(estimate).as("the estimate for %s", conditions).satisfies(it -> {
            assertThat(it.elapsed()).isBetween(it.downtime(), FINITE.plus(FINITE.multipliedBy(100)));
            assertThat(it.downtime()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(it.transferredBytes()).isFinite().isNotNegative();
            assertThat(it.rounds()).isPositive();
            if (it.converges()) {
                assertThat(it.downtime())
                        .isLessThanOrEqualTo(conditions.maxDowntime().plusNanos(1000));
            }
        });
    }

    private static MigrationConditions conditions(double memory, double dirty, double bandwidth) {
        return new MigrationConditions(memory, dirty, bandwidth, MAX_DOWNTIME);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
