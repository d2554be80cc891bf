// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.fixture.SmallFleet;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.SolveLimits;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchThreadsTest {

    private static final int HOSTS = 40;
    private static final int VMS_OF_HOST = 8;

    /** Enough for a second search. */
    private static final long ITERATIONS = 6_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theSameIsRecommendedOnAnyNumberOfThreads(long seed) {
        PlacementProblem problem = tightProblem(seed);
        SolveLimits limits = SolveLimits.of(ITERATIONS, seed);

        PlacementResult onOne = new LocalSearchSolver(1).solve(problem, limits);

        assertThat(onOne).isInstanceOf(PlacementResult.Improved.class);
        assertThat(new LocalSearchSolver(2).solve(problem, limits)).isEqualTo(onOne);
        assertThat(new LocalSearchSolver(5).solve(problem, limits)).isEqualTo(onOne);
    }

    @Test
    void noThreadAtAllIsRefused() {
        assertThatThrownBy(() -> new LocalSearchSolver(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number of threads (0) must be at least 1.");
    }

    /** One host in ten wants more than it has, and the others are nearly full. */
    private static PlacementProblem tightProblem(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Fleet.Builder fleet = SmallFleet.fleet(
                IntStream.range(0, HOSTS).mapToObj(h -> host("h" + h, 100, 64)).toArray(Host[]::new));
        double[] demand = new double[HOSTS * VMS_OF_HOST];
        for (int v = 0; v < demand.length; v++) {
            int h = v / VMS_OF_HOST;
            fleet.vm(vm("v" + v, 1, 1), id("h" + h));
            demand[v] = (h % 10 == 0 ? 1.15 : 0.93) * 100 / VMS_OF_HOST * (0.5 + random.nextDouble());
        }
        return PlacementProblem.of(constantDemand(fleet.build(), 1, 1, demand), ObjectiveWeights.CONTENTION_ONLY);
    }
}
