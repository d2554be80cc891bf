// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.CycleReport;
import io.affinity.core.Note;
import io.affinity.core.RebalancerListener;
import io.affinity.core.outcome.DecisionSettings;
import io.affinity.core.outcome.Interval;
import io.affinity.core.outcome.Rule;
import io.affinity.simulation.OracleForecaster;
import io.affinity.simulation.SimulationResult;
import io.affinity.simulation.outcome.SpoiltForecaster.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of days here are those that {@code docs/adr/0014} promises. */
class DecisionDemotionTest {

    private final List<Rule> rules = new ArrayList<>();

    /** Without the ledger of forecasts, which would see through most of it before any harm is done. */
    private SimulationResult run(PeakWorld world, Fault fault, Duration from, Duration to, boolean demotes) {
        RebalancerListener listener = new RebalancerListener() {
            @Override
            public void cycled(CycleReport report) {
                rules.add(Objects.requireNonNull(report.outcome()).standing().rule());
            }
        };
        return world.simulation().withListener(listener).run(loop -> {
            loop.forecaster(new SpoiltForecaster(new OracleForecaster(world), fault, from, to))
                    .withoutLedger();
            return demotes ? loop : loop.withoutDemotion();
        });
    }

    private SimulationResult run(PeakWorld world, Fault fault, Duration from, Duration to) {
        return run(world, fault, from, to, true);
    }

    private static Interval gain(SimulationResult result) {
        return Objects.requireNonNull(result.outcome()).recent().gainByForecasts();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aGoodForecasterKeepsItsPlace(long seed) {
        SimulationResult result = run(new PeakWorld(7, seed), Fault.AVERAGE, Duration.ZERO, Duration.ZERO);

        assertThat(rules).containsOnly(Rule.PREDICTIVE);
        assertThat(gain(result).low()).isPositive();
        assertThat(result.notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aForecasterThatDoesHarmLosesItsPlaceWithinHalfADay(Fault fault) {
        SimulationResult result = run(new PeakWorld(2, 1), fault, Duration.ZERO, Duration.ofDays(2));

        int lost = rules.indexOf(Rule.REACTIVE);
        assertThat(lost).isBetween(DecisionSettings.DEFAULT.minimum(), PeakWorld.DAY / 2);
        assertThat(rules.subList(lost, rules.size()).stream().filter(Rule::isDemoted))
                .as("once in a while it is lucky")
                .hasSizeGreaterThan((rules.size() - lost) * 3 / 4);
        assertThat(result.notes())
                .anyMatch(note -> note instanceof Note.RuleChanged changed
                        && changed.detail().startsWith("The reactive rule decides since 2026-01-05T"));
    }

    @ParameterizedTest
    @EnumSource
    void oneThatWasGoodLosesItsPlaceTooAndComesBackWhenItIsMended(Fault fault) {
        run(new PeakWorld(8, 2), fault, Duration.ofDays(2), Duration.ofDays(5));

        assertThat(rules.subList(0, 2 * PeakWorld.DAY)).containsOnly(Rule.PREDICTIVE);
        assertThat(rules.subList(2 * PeakWorld.DAY, 7 * PeakWorld.DAY / 2)).anyMatch(Rule::isDemoted);
        assertThat(rules.get(5 * PeakWorld.DAY - 1)).matches(Rule::isDemoted);
        assertThat(rules.subList(6 * PeakWorld.DAY, rules.size())).containsOnly(Rule.PREDICTIVE);
    }

    @Test
    void demotionLimitsTheHarm() {
        Duration always = Duration.ofDays(2);
        PeakWorld world = new PeakWorld(2, 1);

        double with = run(world, Fault.AVERAGE, Duration.ZERO, always).figures().contentionMinutes();
        double without = run(world, Fault.AVERAGE, Duration.ZERO, always, false)
                .figures()
                .contentionMinutes();

        assertThat(with).isLessThan(0.8 * without);
    }

    @Test
    void oneThatMustNotBeDemotedIsOnlyJudged() {
        SimulationResult result = run(new PeakWorld(2, 1), Fault.AVERAGE, Duration.ZERO, Duration.ofDays(2), false);

        assertThat(rules).containsOnly(Rule.PREDICTIVE);
        assertThat(gain(result).high()).isNegative();
    }
}
