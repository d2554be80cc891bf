// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.time.Duration;

/**
 * Timefold Solver with shifts and swaps from the first placement, and a score of ours that is kept up to date. It searches on one core, as
 * its free edition does, so it runs once for each thread, each with a seed of its own.
 */
final class TimefoldPeer {

    private static final double NANOS = 1e9;

    private TimefoldPeer() {}

    /** {@return the host of each VM in the best of its answers} */
    static int[] solve(PlaceTask task, TimefoldSetup setup, SolveTime time) throws Exception {
        long start = System.nanoTime();
        PeerProblem problem = task.forPeer();
        return Together.best(task, time, seed -> () -> solve(problem, setup, seed, start + time.seconds() * NANOS));
    }

    private static int[] solve(PeerProblem problem, TimefoldSetup setup, long seed, double end) {
        TimefoldPlacement first = new TimefoldPlacement(problem);
        long left = Math.max(1, Math.round((end - System.nanoTime()) / 1e6));
        SolverConfig config = new SolverConfig()
                .withSolutionClass(TimefoldPlacement.class)
                .withEntityClasses(TimefoldVm.class)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(TimefoldScore.class))
                .withEnvironmentMode(EnvironmentMode.NO_ASSERT)
                .withRandomSeed(seed)
                .withTerminationConfig(new TerminationConfig().withSpentLimit(Duration.ofMillis(left)))
                .withPhases(phase(setup));
        return SolverFactory.<TimefoldPlacement>create(config)
                .buildSolver()
                .solve(first)
                .hostByVm();
    }

    private static LocalSearchPhaseConfig phase(TimefoldSetup setup) {
        return setup.phase()
                .withMoveSelectorConfig(new UnionMoveSelectorConfig()
                        .withMoveSelectors(new ChangeMoveSelectorConfig(), new SwapMoveSelectorConfig()));
    }
}
