// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.history.DemandRecorder;
import io.affinity.core.storage.DemandRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What would go wrong in the middle of a cycle is refused before the first. */
class WiringCheckTest {

    private static final Duration STEP = Duration.ofMinutes(5);

    private static void refused(UnaryOperator<RebalancerBuilder> change, String message) {
        RebalancerBuilder builder = change.apply(new LoopScene().builder());
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theStepHasALegalRange() {
        refused(loop -> loop.step(Duration.ZERO), "The step (PT0S) must be positive.");
        refused(loop -> loop.step(Duration.ofNanos(1)), "must be a whole number of milliseconds");
        refused(loop -> loop.step(Duration.ofNanos(1_500_000)), "must be a whole number of milliseconds");
        refused(loop -> loop.step(Duration.ofDays(366)), "at most 365 days");
        refused(loop -> loop.step(Duration.ofSeconds(Long.MAX_VALUE)), "at most 365 days");
    }

    @Test
    void theHistoryHasALegalRange() {
        refused(loop -> loop.historyWindow(STEP.multipliedBy(11)), "The history (PT55M) must be from 12 to");
        refused(loop -> loop.historyWindow(Duration.ofSeconds(Long.MAX_VALUE)), "must be from 12 to");
        refused(
                loop -> loop.refitEvery(Duration.ZERO),
                "The time between refits (PT0S) must be at least a step (PT5M).");
    }

    @Test
    void aSeasonHasTwoStepsAtLeast() {
        refused(
                loop -> loop.seasons(List.of(Duration.ofHours(1), Duration.ofMinutes(9))),
                "The season (PT9M) must be at least two steps (PT5M) long.");
    }

    @Test
    void theHorizonIsAStepAtLeast() {
        refused(
                loop -> loop.settings(PredictiveSettings.builder()
                        .horizon(Duration.ofMinutes(4))
                        .build()),
                "The horizon (PT4M) must be at least a step (PT5M)");
    }

    @Test
    void whatIsLegalIsTaken() {
        assertThatCode(() -> new LoopScene().builder().build()).doesNotThrowAnyException();
    }

    @Test
    void settingsSayWhatIsLegal() {
        assertIllegal(
                () -> PredictiveSettings.builder().scenarios(0).build(), "The number of scenarios (0) must be from 1");
        assertIllegal(() -> PredictiveSettings.builder().scenarios(129).build(), "to 128");
        assertIllegal(() -> PredictiveSettings.builder().iterations(-1).build(), "iterations (-1) not negative");
        assertIllegal(
                () -> PredictiveSettings.builder()
                        .cooldown(Duration.ofSeconds(Long.MAX_VALUE))
                        .build(),
                "must be at most 365 days");
    }

    @Test
    void whatKeepsDemandCountsInStepsAsWell() {
        assertIllegal(
                () -> new DemandRecorder(Duration.ofNanos(999_999), 12), "must be a whole number of milliseconds");
        assertIllegal(() -> new DemandRecorder(STEP, 11), "the window (11 steps) at least 12");
        assertIllegal(
                () -> new DemandRecord(Path.of("never"), Duration.ofSeconds(Long.MAX_VALUE), STEP, () -> Instant.EPOCH),
                "from a step to 36500 days");
        assertIllegal(
                () -> new DemandRecord(Path.of("never"), STEP, Duration.ZERO, () -> Instant.EPOCH),
                "The step (PT0S) must");
    }

    private static void assertIllegal(Runnable make, String message) {
        assertThatThrownBy(make::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
