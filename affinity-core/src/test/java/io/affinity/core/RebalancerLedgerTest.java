// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.DependenceSettings;
import io.affinity.core.ledger.LedgerKeeper;
import io.affinity.core.ledger.LedgerSummary;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.spi.model.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RebalancerLedgerTest {

    private final LoopScene scene = new LoopScene();
    private final MemorySnapshots snapshots = new MemorySnapshots();

    private CycleReport cycles(Rebalancer rebalancer, int count) {
        CycleReport last = scene.cycle(rebalancer, "a", 3);
        for (int i = 1; i < count; i++) {
            scene.clock.pass(STEP);
            last = scene.cycle(rebalancer, "a", 3 + i % 2);
        }
        scene.clock.pass(STEP);
        return last;
    }

    private static LedgerSummary accuracy(CycleReport report) {
        return Objects.requireNonNull(report.accuracy());
    }

    @Test
    void eachCycleReportsHowGoodTheForecastsWere() {
        Rebalancer rebalancer = scene.builder().build();

        assertThat(accuracy(cycles(rebalancer, 1)).forecasters().get(0).series())
                .isZero();
        LedgerSummary summary = accuracy(cycles(rebalancer, 20));
        assertThat(summary.forecasters().get(0).forecaster()).isEqualTo("last-value");
        assertThat(summary.forecasters().get(0).series()).isEqualTo(4);
        assertThat(summary.brier()).isBetween(0.0, 1.0);
    }

    @Test
    void withoutALedgerNothingIsReported() {
        Rebalancer rebalancer = scene.builder().withoutLedger().build();

        assertThat(cycles(rebalancer, 3).accuracy()).isNull();
        assertThat(rebalancer.ledger()).isNull();
    }

    @Test
    void whatWasLearnedIsThereAfterARestart() {
        Rebalancer before = scene.builder().snapshots(snapshots).build();
        LedgerSummary learned = accuracy(cycles(before, 20));
        before.save();

        Rebalancer after = scene.builder().snapshots(snapshots).build();

        assertThat(Objects.requireNonNull(after.ledger()).summary()).isEqualTo(learned);
        assertThat(cycles(after, 1).notes()).isEmpty();
    }

    @Test
    void aSnapshotThatCannotBeUsedIsSaidAndTheLoopGoesOn() {
        snapshots.save(LedgerKeeper.KEY, new byte[] {1, 2, 3});

        CycleReport report = cycles(scene.builder().snapshots(snapshots).build(), 2);

        assertThat(report.notes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Note.NotRemembered.class,
                        note -> assertThat(note.detail()).contains("ledger starts empty"));
        assertThat(report.decision()).isNotNull();
    }

    @Test
    void dependencesAreThoseOfTheLastObservation() {
        Rebalancer rebalancer =
                scene.builder().historyWindow(Duration.ofDays(1)).build();
        assertThat(rebalancer.dependences(Resource.CPU, DependenceSettings.DEFAULT))
                .isEmpty();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 288; i++) {
            scene.cycle(rebalancer, "a", 4 * random.nextDouble());
            scene.clock.pass(STEP);
        }

        List<Dependence> found = rebalancer.dependences(Resource.CPU, DependenceSettings.DEFAULT);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).correlation()).as("both want the same").isGreaterThan(0.95);
    }
}
