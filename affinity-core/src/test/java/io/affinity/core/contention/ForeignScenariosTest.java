// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import static io.affinity.core.fixture.SmallFleet.quanta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.core.risk.FleetScoring;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.SolveLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios of somebody else's making, and the core's own. */
class ForeignScenariosTest {

    private static final SolveLimits LIMITS = SolveLimits.of(2000, 7);

    /** No more than an implementation must have. */
    private record Foreign(Scenarios same, Fleet fleet, double factor, int more) implements Scenarios {

        @Override
        public Instant origin() {
            return same.origin();
        }

        @Override
        public Duration step() {
            return same.step();
        }

        @Override
        public int steps() {
            return same.steps();
        }

        @Override
        public int scenarios() {
            return same.scenarios();
        }

        @Override
        public double quantum(int resource) {
            return factor * same.quantum(resource);
        }

        @Override
        public int quanta(int vm, int resource, int step, int scenario) {
            return same.quanta(vm, resource, step, scenario) + more;
        }

        @Override
        public Scenarios over(Fleet other) {
            return new Foreign(same.over(other), other, factor, more);
        }
    }

    private static Scenarios foreign(Scenarios same) {
        return new Foreign(same, same.fleet(), 1, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theSolverDecidesOnThemAsOnItsOwn(long seed) {
        PlacementProblem plain = RandomProblems.problem(seed);
        PlacementProblem own = plain.toBuilder()
                .scenarios(ScenarioColumns.of(plain.scenarios()))
                .build();
        PlacementProblem foreign =
                plain.toBuilder().scenarios(foreign(plain.scenarios())).build();

        assertThat(plain.scenarios()).isNotInstanceOf(ScenarioColumns.class);
        assertThat(new LocalSearchSolver().solve(plain, LIMITS))
                .isEqualTo(new LocalSearchSolver().solve(own, LIMITS))
                .isEqualTo(new LocalSearchSolver().solve(foreign, LIMITS));
    }

    @Test
    void contentionAndScoresAreTheSameOfBoth() {
        Scenarios plain = RandomProblems.problem(5).scenarios();
        Fleet fleet = plain.fleet();
        ContentionForecast own = ContentionEstimator.estimate(ScenarioColumns.of(plain), fleet.placement());
        ContentionForecast ofForeign = ContentionEstimator.estimate(foreign(plain), fleet.placement());
        FleetScoring scoring = new FleetScoring(new ExpectedShortfallScorer(), 1);
        double[] scores = new double[fleet.vms().size()];

        new ExpectedShortfallScorer().score(own, scores);
        scoring.score(foreign(plain));

        for (int v = 0; v < scores.length; v++) {
            assertThat(scoring.scoreOf(v)).isEqualTo(scores[v]);
            assertThat(ofForeign.vmShortfall(v, 0, 1)).isEqualTo(own.vmShortfall(v, 0, 1));
        }
        for (int h = 0; h < fleet.hosts().size(); h++) {
            assertThat(scoring.isShort(h)).isEqualTo(own.isShort(h));
            assertThat(ofForeign.probability(h, 0, 1)).isEqualTo(own.probability(h, 0, 1));
        }
    }

    @Test
    void blocksAreTheSameInBothLayouts() {
        Scenarios plain = RandomProblems.problem(6).scenarios();
        ScenarioColumns own = ScenarioColumns.of(foreign(plain));

        assertThat(quanta(own, 0)).isEqualTo(quanta(plain, 0)).isEqualTo(quanta(foreign(plain), 0));
        assertThat(own.quanta(1, 1, 2, 3)).isEqualTo(plain.quanta(1, 1, 2, 3));
        int[] load = new int[own.blockLength()];
        int[] expected = new int[own.blockLength()];
        own.addTo(1, 1, load, 0);
        foreign(plain).addTo(1, 1, expected, 0);
        assertThat(load).isEqualTo(expected);
        foreign(plain).takeFrom(1, 1, load, 0);
        assertThat(load).containsOnly(0);
        assertThat(ScenarioColumns.of(own)).isSameAs(own);
    }

    @Test
    void whatBreaksTheRulesOfScenariosIsRefused() {
        Scenarios plain = RandomProblems.problem(6).scenarios();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioColumns.of(new Foreign(plain, plain.fleet(), 3, 0)))
                .withMessageContaining("power of two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioColumns.of(new Foreign(plain, plain.fleet(), 1, -(1 << 30))))
                .withMessageContaining("must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioColumns.of(new Foreign(plain, plain.fleet(), 1, 1 << 29)))
                .withMessageContaining("together");
    }

    @Test
    void aDraftLeavesWhatItBeganWithAsItWas() {
        ScenarioColumns before = ScenarioColumns.of(RandomProblems.problem(7).scenarios());
        int[] memory = quanta(before, 1);
        ScenarioDraft draft = ScenarioDraft.changing(before);

        draft.fill(0, 1, 5);
        ScenarioColumns after = draft.build();

        assertThat(after.quanta(0, 1, 2, 4)).isEqualTo(5);
        assertThat(after.total(0, 1, 2)).isEqualTo(25);
        assertThat(quanta(before, 1)).isEqualTo(memory);
        assertThat(after.column(0)).as("not written to").isSameAs(before.column(0));
        assertThatThrownBy(() -> draft.fill(0, 1, 6)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(draft::build).isInstanceOf(IllegalStateException.class);
        assertThat(after.quanta(0, 1, 2, 4)).isEqualTo(5);
    }

    @Test
    void aDraftRefusesLoadsThatOverflow() {
        ScenarioColumns before = ScenarioColumns.of(RandomProblems.problem(7).scenarios());
        ScenarioDraft draft = ScenarioDraft.changing(before);
        for (int v = 0; v < before.fleet().vms().size(); v++) {
            draft.fill(v, 0, Integer.MAX_VALUE);
        }

        assertThatIllegalArgumentException().isThrownBy(draft::build).withMessageContaining("2^31");
    }
}
