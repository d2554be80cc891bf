// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.outcome.DecisionKeeper;
import io.affinity.core.outcome.DecisionPrices;
import io.affinity.core.outcome.DecisionSettings;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.simulation.OracleForecaster;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.SimulationSettings;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop that recommends only, so that nothing but the ledger has to survive; shadows migrate for more than a step. */
class DecisionRestartTest {

    private static final MigrationLimits SLOW = new MigrationLimits(
            2, 2, 15e6, Duration.ofMillis(300), Duration.ofMinutes(30), Escalation.THROTTLE, Map.of(), Map.of());

    private final PeakWorld world = new PeakWorld(1, 3);
    private final SimulatedCluster cluster = new SimulatedCluster(world.fleet(), world, SimulationSettings.DEFAULT);
    private final MemorySnapshots snapshots = new MemorySnapshots();
    private String note = "";

    private Rebalancer loop(DecisionSettings settings) {
        return Rebalancer.builder()
                .telemetry(cluster.telemetry())
                .migrator(cluster.migrator())
                .clock(cluster.clock())
                .step(world.step())
                .mode(Mode.RECOMMEND)
                .limits(SLOW)
                .decisions(settings)
                .snapshots(snapshots)
                .forecaster(new OracleForecaster(world))
                .build();
    }

    private Rebalancer loop() {
        return loop(DecisionSettings.DEFAULT);
    }

    private DecisionSummary cycles(Rebalancer loop, int count) {
        CycleReport last = loop.cycle();
        for (int i = 1; i < count; i++) {
            cluster.pass(world.step());
            last = loop.cycle();
        }
        note = last.notes().toString();
        cluster.pass(world.step());
        return Objects.requireNonNull(last.outcome());
    }

    private byte[] saved() {
        return Objects.requireNonNull(snapshots.load(DecisionKeeper.KEY));
    }

    @ParameterizedTest
    @ValueSource(ints = {26, 27, 28, 100})
    void aRestartHalfWayGivesTheSameAccount(int at) {
        Rebalancer before = loop();
        cycles(before, at);
        before.save();
        DecisionSummary restarted = cycles(loop(), 200 - at);

        DecisionRestartTest other = new DecisionRestartTest();
        DecisionSummary unbroken = other.cycles(other.loop(), 200);

        assertThat(unbroken.reactive().migrations()).isPositive();
        assertThat(restarted).isEqualTo(unbroken);
    }

    @Test
    void whatWasMissedIsSaid() {
        Rebalancer before = loop();
        cycles(before, 10);
        before.save();
        cluster.pass(Duration.ofMinutes(20));

        DecisionSummary summary = cycles(loop(), 1);

        assertThat(summary.accounted()).isEqualTo(Duration.ofMinutes(45));
        assertThat(summary.missed()).isEqualTo(Duration.ofMinutes(25));
    }

    @Test
    void oneThatIsSavedBeforeItsFirstCycleKeepsWhatItHas() {
        Rebalancer before = loop();
        cycles(before, 10);
        before.save();
        byte[] snapshot = saved();
        loop().save();

        assertThat(saved()).isEqualTo(snapshot);
    }

    @Test
    void aDamagedSnapshotIsRefusedWithASentence() {
        Rebalancer before = loop();
        cycles(before, 10);
        before.save();
        byte[] damaged = saved();
        damaged[damaged.length - 100] ^= 1;
        snapshots.save(DecisionKeeper.KEY, damaged);

        DecisionSummary summary = cycles(loop(), 1);

        assertThat(note).contains("The account of decisions starts empty", "checksum is wrong");
        assertThat(summary.accounted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 20, 300, 2000})
    void aSnapshotThatEndsTooEarlyIsRefused(int length) {
        Rebalancer before = loop();
        cycles(before, 10);
        before.save();
        snapshots.save(DecisionKeeper.KEY, Arrays.copyOf(saved(), length));

        cycles(loop(), 1);

        assertThat(note).contains("starts empty");
    }

    @Test
    void costsAtOtherPricesAreOfNoUse() {
        Rebalancer before = loop();
        cycles(before, 10);
        before.save();

        DecisionSummary summary = cycles(
                loop(DecisionSettings.builder().prices(new DecisionPrices(1, 1)).build()), 1);

        assertThat(note).contains("was made with", "is set now");
        assertThat(summary.accounted()).isZero();
    }
}
