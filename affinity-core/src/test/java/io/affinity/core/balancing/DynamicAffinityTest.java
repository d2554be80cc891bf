// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.execution.HeldBack;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DynamicAffinityTest {

    private final DemandRecorder history = new DemandRecorder(STEP, 576);

    private Fleet fleet(int step) {
        return Fleet.builder(ORIGIN.plus(STEP.multipliedBy(step)))
                .host(host("a", 64, 64))
                .host(host("b", 64, 64))
                .vm(vm("v1", 8, 1), id("a"))
                .vm(vm("v2", 8, 1), id("a"))
                .vm(vm("v3", 8, 1), id("b"))
                .build();
    }

    /** The first two want the same, the third something else. */
    private Situation situation(int steps) {
        SplittableRandom random = new SplittableRandom(1);
        Fleet fleet = fleet(0);
        for (int i = 0; i < steps; i++) {
            fleet = fleet(i);
            double common = 4 * random.nextDouble();
            double[] demand = {common, 0, common, 0, 4 * random.nextDouble(), 0};
            history.record(Observation.of(fleet, demand));
        }
        return new Situation(
                fleet, history, Set.of(), new MigrationMemory(Duration.ofDays(7), STEP).past(), HeldBack.NONE);
    }

    @Test
    void vmsThatPeakTogetherAreKeptApartByASoftRule() {
        Situation situation = situation(400);
        Scenarios scenarios = constantDemand(situation.fleet(), 2, 2, 1, 1, 1);

        Fleet fleet = new DynamicAffinity(0.2).addTo(scenarios, situation).fleet();

        assertThat(fleet.policies()).hasSize(1);
        LocationPolicy policy = fleet.policies().get(0);
        assertThat(policy).isInstanceOf(LocationPolicy.AntiAffinity.class);
        assertThat(policy.name()).contains("v1", "v2");
        assertThat(policy.strength().isHard()).isFalse();
    }

    @Test
    void withoutAWeightNothingIsAdded() {
        Situation situation = situation(400);
        Scenarios scenarios = constantDemand(situation.fleet(), 2, 2, 1, 1, 1);

        assertThat(new DynamicAffinity(0).addTo(scenarios, situation)).isSameAs(scenarios);
    }
}
