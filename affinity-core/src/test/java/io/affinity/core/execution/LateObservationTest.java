// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.execution.ExecutorScene.now;
import static io.affinity.core.execution.ExecutorScene.world;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Observations that are older than what the journal knows. */
class LateObservationTest {

    private static final Duration FOUR_MINUTES = Duration.ofMinutes(4);
    private static final Instant LATER = ORIGIN.plus(FOUR_MINUTES);

    private final ExecutorScene scene = new ExecutorScene();
    private final Migration moved = new Migration(vmId("v1"), id("a"), id("b"));

    /** As all VMs are seen before the migration. */
    private static Fleet fleet() {
        return world().policy(new LocationPolicy.AntiAffinity(
                        "apart", Strength.hard(), Scope.CONTINUOUS, Set.of(vmId("v1"), vmId("v2")), TopologyLevel.HOST))
                .build();
    }

    private void isFoundAfterARestart(String host) {
        scene.wrote(ORIGIN, "1-0", moved, new JournalEntry.Event.Intended());
        scene.migrator.place("v1", Set.of(id(host)), Set.of());
        scene.clock.pass(FOUR_MINUTES);
        scene.executor.recover();
    }

    @Test
    void aVmThatWasFoundOnTheTargetSinceThenTakesRoomThere() {
        isFoundAfterARestart("b");

        scene.submit(fleet(), now(0, "v2", "a", "b"), now(1, "v1", "a", "c"));
        scene.executor.advance();

        assertThat(scene.executor.underWay()).isEmpty();
        assertThat(scene.executor.underWay(ORIGIN)).containsExactly(moved);
        assertThat(scene.migrator.started()).isEmpty();
    }

    @Test
    void aVmThatWasFoundElsewhereSinceThenTakesRoomThere() {
        isFoundAfterARestart("d");

        scene.submit(fleet(), now(0, "v2", "a", "d"));
        scene.executor.advance();

        assertThat(scene.migrator.started()).isEmpty();
    }

    @Test
    void aVmThatWasFoundWhereItWasIsAsItWasSeen() {
        isFoundAfterARestart("a");

        scene.submit(fleet(), now(0, "v2", "a", "b"));
        scene.executor.advance();

        assertThat(scene.migrator.startedVms()).containsExactly("v2");
    }

    @Test
    void aVmThatArrivedSinceThenTakesRoomOnItsTarget() {
        scene.submit(fleet(), now(0, "v1", "a", "b"));
        scene.executor.advance();
        scene.clock.pass(FOUR_MINUTES);
        scene.migrator.complete("v1");
        scene.executor.advance();

        scene.submit(fleet(), now(0, "v2", "a", "b"));
        scene.executor.advance();

        assertThat(scene.migrator.startedVms()).containsExactly("v1");
        assertThat(scene.executor.underWay(LATER)).isEmpty();
    }

    @Test
    void anEndThatIsFarAheadWasToldByAnotherClock() {
        scene.clock.pass(Duration.ofDays(365));
        isFoundAfterARestart("b");

        assertThat(scene.executor.underWay(ORIGIN)).isEmpty();
    }
}
