// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import io.affinity.benchmarks.repair.RepairAudit;
import io.affinity.benchmarks.repair.RepairProblem;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.SolveLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A cluster of which some hosts are overloaded: no host may be in the end, and moves are to be few. */
record RepairTask(String name, RepairProblem repair) implements PlaceTask {

    private static final double NANOS = 1e9;

    static RepairTask read(Path file) throws IOException {
        return new RepairTask(String.valueOf(file.getFileName()), RepairProblem.read(file));
    }

    @Override
    public String unit() {
        return "moves";
    }

    @Override
    public PeerProblem forPeer() {
        int[] zones = repair.zoneByHost();
        int[] fences = repair.fenceByVm();
        List<PeerGroup> groups = repair.apart().stream()
                .map(members -> new PeerGroup(members, 0, new int[0]))
                .toList();
        return new PeerProblem(
                PeerLoads.withinCapacity(RepairProblem.RESOURCES, repair.needs(), repair.capacities()),
                repair.hostByVm(),
                new int[zones.length],
                new int[zones.length],
                groups,
                0,
                (vm, host) -> 1,
                (vm, host) -> fences[vm] == RepairProblem.ANYWHERE || fences[vm] == zones[host]);
    }

    @Override
    public int[] ours(SolveTime time) throws Exception {
        PlacementProblem problem = repair.problem(false);
        long start = System.nanoTime();
        return Together.best(this, time, seed -> () -> {
            PlacementResult result = new LocalSearchSolver(1)
                    .solve(
                            problem,
                            SolveLimits.ofTime(seed, () -> (System.nanoTime() - start) / NANOS / time.seconds()));
            return repair.hostByVm(
                    result instanceof PlacementResult.Improved improved
                            ? improved.placement()
                            : problem.fleet().placement());
        });
    }

    @Override
    public Verdict judge(int[] hostByVm) {
        RepairAudit audit = new RepairAudit(repair, hostByVm);
        return new Verdict(audit.broken().orElse(""), audit.moves());
    }
}
