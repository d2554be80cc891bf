// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import static io.affinity.core.fixture.SmallFleet.constantColumns;
import static io.affinity.core.fixture.SmallFleet.demand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.quanta;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Resource;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ContentionEstimatorTest {

    private static final Offset<Double> FLOAT = within(1e-6);

    /** Host a serves 8 of its 10 cores. Step 0: 6 + 4, 2 + 4, 9 + 0, 0 + 0; step 1: never more than 8. */
    private static Scenarios scenarios() {
        Fleet fleet = fleet(host("a", 10, 64).withReserve(Resource.CPU, 0.2), host("b", 8, 64))
                .vm(vm("v1", 10, 4), id("a"))
                .vm(vm("v2", 10, 4), id("a"))
                .vm(vm("v3", 10, 4), id("b"))
                .build();
        float[][] columns = constantColumns(fleet, 8, 0, 0, 0);
        columns[0] = new float[] {
            6, 2, 9, 0, 4, 4, 4, 4,
            4, 4, 0, 0, 4, 4, 4, 4,
            8, 8, 8, 8, 8, 8, 8, 8
        };
        return demand(fleet, 2, 4, columns);
    }

    @Test
    void countsAndSumsScenarios() {
        Scenarios scenarios = scenarios();
        ContentionForecast contention =
                ContentionEstimator.estimate(scenarios, scenarios.fleet().placement());

        // Two of four scenarios exceed 8 cores, by 2 and by 1; 25 are wanted in all.
        assertThat(contention.probability(0, 0, 0)).isEqualTo(0.5);
        assertThat(contention.shortfall(0, 0, 0)).isCloseTo(3.0 / 25, FLOAT);
        // VM v1 misses a fifth of 6 and a ninth of 9; v2 a fifth of 4 and nothing of nothing.
        assertThat(contention.vmShortfall(0, 0, 0)).isCloseTo((6 * 0.2 + 1) / 17, FLOAT);
        assertThat(contention.vmShortfall(1, 0, 0)).isCloseTo(4 * 0.2 / 8, FLOAT);
        assertThat(contention.peakProbability(0)).isEqualTo(0.5);
    }

    @Test
    void whatIsJustEnoughIsEnough() {
        Scenarios scenarios = scenarios();
        ContentionForecast contention =
                ContentionEstimator.estimate(scenarios, scenarios.fleet().placement());

        assertThat(contention.probability(0, 0, 1)).isZero();
        assertThat(contention.vmShortfall(0, 0, 1)).isZero();
        assertThat(contention.peakProbability(1)).isZero();
        assertThat(contention.vmShortfall(2, 0, 0)).isZero();
    }

    @Test
    void judgesAnyPlacementOfTheSameScenarios() {
        Scenarios scenarios = scenarios();
        Placement moved = scenarios.fleet().placement().with(vmId("v1"), id("b"));

        ContentionForecast contention = ContentionEstimator.estimate(scenarios, moved);

        assertThat(contention.fleet().placement()).isEqualTo(moved);
        assertThat(contention.peakProbability(0)).isZero();
        assertThat(contention.probability(1, 0, 0)).isEqualTo(0.75);
        assertThat(contention.shortfall(1, 0, 0)).isCloseTo(17.0 / 49, FLOAT);
        assertThat(contention.probability(1, 0, 1)).isEqualTo(1);
    }

    @Test
    void leavesTheScenariosAsTheyAre() {
        Scenarios scenarios = scenarios();
        ContentionEstimator.estimate(scenarios, scenarios.fleet().placement());

        assertThat(quanta(scenarios, 0)).isEqualTo(quanta(scenarios(), 0));
    }
}
