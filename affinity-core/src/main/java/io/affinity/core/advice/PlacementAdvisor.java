// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.core.contention.ScenarioBuilder;
import io.affinity.core.dependence.AffinityTable;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.search.Newcomers;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.SolveLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says where new VMs should start: on which hosts they may, what each would look like with them, and which is best.
 *
 * <p>A VM without history is taken to demand what VMs like it do; see {@link PlacementAdvice#standIns}. Hosts that a hard rule
 * forbids are never ranked. The cost of a host is what the VM adds to the objective of placement, as the solver of the control loop
 * counts it, less the affinity times its weight. VMs that run stay where they are; {@link WhatIf} lets them make room.
 *
 * <p>Immutable and thread-safe. Deterministic.
 */
public final class PlacementAdvisor {

    private final PlacementProblem problem;
    private final AffinityTable affinities;
    private final double affinityWeight;

    private PlacementAdvisor(PlacementProblem problem, AffinityTable affinities, double affinityWeight) {
        this.problem = problem;
        this.affinities = affinities;
        this.affinityWeight = affinityWeight;
    }

    /** {@return an advisor for the fleet of these scenarios, in its placement} */
    public static PlacementAdvisor of(Scenarios scenarios, ObjectiveWeights weights) {
        return of(PlacementProblem.of(scenarios, weights));
    }

    /** {@return an advisor for the fleet of a problem, under its terms and bans} */
    public static PlacementAdvisor of(PlacementProblem problem) {
        Map<VmId, Double> stay = new LinkedHashMap<>();
        problem.fleet().vms().forEach(vm -> stay.put(vm.id(), Double.POSITIVE_INFINITY));
        return new PlacementAdvisor(problem.toBuilder().migrationCosts(stay).build(), AffinityTable.EMPTY, 0);
    }

    /**
     * {@return an advisor for the fleet of a forecast, such as that of the last decision}
     *
     * @param forecast that its forecaster has not followed by another one
     * @param draws the number of scenarios, 1 to 128
     */
    public static PlacementAdvisor of(FleetForecast forecast, int draws, long seed, ObjectiveWeights weights) {
        int steps = forecast.series(0, 0).forecast().steps();
        return of(new ScenarioBuilder(draws, steps, seed).build(forecast), weights);
    }

    /**
     * {@return a copy that also weighs dynamic affinities in its ranking: the mean of those that the stand-ins have}
     *
     * @param weight what an affinity of 1 is worth, in migrations; finite, not negative
     */
    public PlacementAdvisor withAffinities(AffinityTable table, double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "The weight of affinities (" + weight + ") must be finite and not negative.");
        }
        return new PlacementAdvisor(problem, table, weight);
    }

    /**
     * {@return where the VM should start}
     *
     * @throws IllegalArgumentException if the fleet has this VM already, or its resources differ
     */
    public PlacementAdvice advise(Vm newcomer) {
        ChangedFleet changed = started(List.of(newcomer));
        PlacementProblem with = changed.problem();
        Newcomers newcomers = new Newcomers(with, changed.waitingHost());
        return ranking(newcomers, with).rank(with.fleet().indexOf(newcomer.id()), host -> true);
    }

    /**
     * {@return where VMs should start that start at once, in their order, each given where the others do: its host first, then the others} They are placed
     * together, so that none takes room that only another one could use. A VM that gets no host is left out; {@link WhatIf} says why.
     *
     * @param limits of the search
     * @throws IllegalArgumentException if the fleet has one of them already, one is named twice, or resources differ
     */
    public List<PlacementAdvice> adviseAll(List<Vm> newcomers, SolveLimits limits) {
        return WhatIf.of(problem)
                .with(affinities, affinityWeight)
                .ask(List.of(new Change.Start(newcomers)), limits)
                .starts();
    }

    private ChangedFleet started(List<Vm> newcomers) {
        ChangedFleet changed = new ChangedFleet(problem);
        changed.apply(new Change.Start(newcomers));
        return changed;
    }

    private HostRanking ranking(Newcomers newcomers, PlacementProblem with) {
        return new HostRanking(newcomers, with.scenarios(), problem.scenarios(), affinities, affinityWeight);
    }
}
