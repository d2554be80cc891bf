// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.core.outcome.TrackTotals;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.power.PowerModel;
import io.affinity.simulation.SimulationSettings.EmptyHosts;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.HostState;
import io.affinity.spi.placement.ObjectiveWeights;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the control loop makes of its own decisions, beside what the simulator measures of the same policies. */
class DecisionAgreementTest {

    private static final double TOLERANCE = 0.02;

    /** The simulator also looks at its hosts when a migration that is due has to wait, and the account does not. */
    private static final double TOLERANCE_OF_ONE_WORLD = 0.06;

    /** And in a world with little contention that is a part of a step of one VM. */
    private static final double MINUTES_OF_ONE_WORLD = 5;

    private static final MigrationPlanner PLANNER = new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT);
    private static final Balancer SPREADING = ThresholdBalancer.spreading(0.8, PLANNER);

    /** What the control loop does in each world, which two tests ask for. */
    private static final Map<Long, SimulationResult> RESULTS = new ConcurrentHashMap<>();

    static LongStream worlds() {
        return LongStream.range(0, 24);
    }

    private static SimulationResult resultIn(long seed) {
        return RESULTS.computeIfAbsent(seed, it -> {
            RandomWorld world = RandomWorld.of(it);
            return Simulation.of(world.fleet(), world.workload()).run(loop -> loop.forecaster(new LastValue()));
        });
    }

    private static DecisionSummary outcome(SimulationResult result) {
        return Objects.requireNonNull(result.outcome());
    }

    private static void assertAgrees(TrackTotals account, SimulationResult simulated) {
        Figures figures = simulated.figures();
        assertThat(account.contentionMinutes())
                .as("VM minutes of contention")
                .isCloseTo(
                        figures.contentionMinutes(),
                        within(MINUTES_OF_ONE_WORLD + TOLERANCE_OF_ONE_WORLD * figures.contentionMinutes()));
        assertThat(account.activeHostHours())
                .as("hours of active hosts")
                .isCloseTo(figures.hostHoursActive(), within(TOLERANCE * figures.hostHoursActive()));
        assertThat(account.migrations()).as("migrations").isEqualTo(figures.migrations());
    }

    private static boolean isDraining(RandomWorld world) {
        return world.fleet().hosts().stream().anyMatch(host -> host.state() == HostState.DRAINING);
    }

    @Test
    void allWorldsTogetherAgreeWithinTwoPercent() {
        double accounted = 0;
        double simulated = 0;
        for (long seed : worlds().toArray()) {
            SimulationResult result = resultIn(seed);
            accounted += outcome(result).actual().contentionMinutes();
            simulated += result.figures().contentionMinutes();
        }

        assertThat(accounted).isCloseTo(simulated, within(TOLERANCE * simulated));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theAccountIsThatOfTheSimulator(long seed) {
        RandomWorld world = RandomWorld.of(seed);
        Simulation simulation = Simulation.of(world.fleet(), world.workload());

        SimulationResult result = resultIn(seed);

        assertAgrees(outcome(result).actual(), result);
        assertAgrees(outcome(result).reactive(), simulation.run(loop -> loop.balancer(SPREADING)));
        if (!isDraining(world)) {
            // Hosts that are to be emptied are emptied, even where nothing else is migrated.
            assertAgrees(outcome(result).stay(), simulation.run(loop -> loop.balancer(Balancer.none())));
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void whatIsDoneIsAccountedForWhateverGoesWrong(long seed) {
        RandomWorld world = RandomWorld.of(seed);
        boolean isSeen = world.faults().stream().allMatch(fault -> fault instanceof Fault.MigrationFailure);

        SimulationResult result = world.simulation().run(loop -> loop.forecaster(new LastValue()));

        if (isSeen) {
            assertAgrees(outcome(result).actual(), result);
        }
        assertThat(outcome(result).accounted().plus(outcome(result).missed())).isLessThanOrEqualTo(length(world));
    }

    private static Duration length(RandomWorld world) {
        return world.workload().step().multipliedBy(RandomWorld.STEPS - 1L);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void hostsThatAreEmptiedToSavePowerCountAsInTheSimulator(long seed) {
        RandomWorld world = RandomWorld.of(seed);
        Balancer consolidating = ThresholdBalancer.consolidating(0.8, host -> PowerModel.HP_PROLIANT_G5, PLANNER);
        Simulation simulation = Simulation.of(world.fleet(), world.workload())
                .withSettings(SimulationSettings.builder()
                        .emptyHosts(EmptyHosts.SLEEP)
                        .build());

        SimulationResult result = simulation.run(loop -> loop.forecaster(new LastValue())
                .reactive(consolidating)
                .settings(PredictiveSettings.builder()
                        .weights(new ObjectiveWeights(4, 2000, 10, 0))
                        .build()));

        assertAgrees(outcome(result).actual(), result);
        assertAgrees(outcome(result).reactive(), simulation.run(loop -> loop.balancer(consolidating)));
    }

    @Test
    void stepsThatNobodySawAreNotAccountedFor() {
        RandomWorld world = RandomWorld.of(0);
        Instant from = world.workload().start().plusSeconds(3600);
        Fault outage = new Fault.TelemetryOutage(from, from.plusSeconds(1200));

        SimulationResult result = Simulation.of(world.fleet(), world.workload())
                .withSettings(
                        SimulationSettings.builder().faults(List.of(outage)).build())
                .run(loop -> loop.forecaster(new LastValue()));

        assertThat(outcome(result).missed()).isEqualTo(Duration.ofMinutes(25));
        assertThat(outcome(result).accounted()).isEqualTo(length(world).minusMinutes(25));
    }
}
