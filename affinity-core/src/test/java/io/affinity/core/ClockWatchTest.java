// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The clock of this machine and that of telemetry jump together. */
class ClockWatchTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private final LoopScene scene = new LoopScene();
    private final Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();

    @Test
    void aClockThatIsAYearAheadForAMomentCostsNothing() {
        Instant last = ORIGIN;
        for (int i = 0; i < 20; i++) {
            assertThat(cycle().decision()).isNotNull();
            last = scene.clock.instant();
            scene.clock.pass(STEP);
        }
        scene.clock.pass(YEAR);
        CycleReport ahead = cycle();
        assertThat(ahead.decision()).isNull();
        assertThat(ahead.notes())
                .containsExactly(new Note.ClockInDoubt(scene.clock.instant(), last, ClockWatch.AGREEING));

        scene.clock.pass(YEAR.negated());
        scene.telemetry.remember(0);
        CycleReport back = cycle();

        assertThat(back.decision()).isNotNull();
        assertThat(back.notes()).isEmpty();
    }

    @Test
    void aClockThatStaysAheadIsBelievedAfterSomeSteps() {
        assertIsBelievedAfter(YEAR);
    }

    @Test
    void aClockThatStaysBackIsBelievedAfterSomeSteps() {
        assertIsBelievedAfter(YEAR.negated());
    }

    private void assertIsBelievedAfter(Duration jump) {
        cycle();
        scene.clock.pass(STEP.plus(jump));
        for (int i = 0; i < ClockWatch.AGREEING; i++) {
            assertThat(cycle().decision()).isNull();
            scene.clock.pass(STEP);
        }

        assertThat(cycle().decision()).isNotNull();
        scene.clock.pass(STEP);
        assertThat(cycle().decision()).isNotNull();
    }

    private CycleReport cycle() {
        return scene.cycle(rebalancer, "a", 1);
    }
}
