// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import io.affinity.benchmarks.roadef.RoadefAudit;
import io.affinity.benchmarks.roadef.RoadefModel;
import io.affinity.benchmarks.roadef.RoadefProblem;
import io.affinity.core.reassignment.Reassigner;
import io.affinity.core.reassignment.Reassignment;
import io.affinity.core.reassignment.SearchListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** An instance of the challenge. */
record RoadefTask(String name, RoadefModel model, int[] initial) implements PlaceTask {

    private static final double NANOS = 1e9;

    static RoadefTask read(Path model, Path assignment) throws IOException {
        RoadefModel read = RoadefModel.read(model);
        int[] initial = read.readAssignment(assignment);
        new RoadefAudit(read, initial, initial).broken().ifPresent(what -> {
            throw new IllegalArgumentException(
                    assignment + " must keep all constraints in the beginning, but " + what + ".");
        });
        return new RoadefTask(String.valueOf(model.getFileName()), read, initial);
    }

    @Override
    public String unit() {
        return "cost";
    }

    @Override
    public PeerProblem forPeer() {
        PeerLoads loads = new PeerLoads(
                model.resources,
                model.need,
                model.capacity,
                model.isTransient,
                model.loadWeight,
                model.safety,
                model.balances);
        int[][] members = membersByService();
        List<PeerGroup> groups = IntStream.range(0, members.length)
                .mapToObj(s -> new PeerGroup(members[s], model.leastLocations[s], model.dependencies[s]))
                .toList();
        return new PeerProblem(
                loads,
                initial,
                model.location,
                model.neighborhood,
                groups,
                model.serviceMoveWeight,
                (process, machine) -> model.processMoveWeight * model.moveCost[process]
                        + model.machineMoveWeight * model.distance[initial[process] * model.machines + machine],
                (process, machine) -> true);
    }

    private int[][] membersByService() {
        int[] count = new int[model.services];
        for (int service : model.serviceOf) {
            count[service]++;
        }
        int[][] members = new int[model.services][];
        Arrays.setAll(members, s -> new int[count[s]]);
        for (int p = model.processes - 1; p >= 0; p--) {
            members[model.serviceOf[p]][--count[model.serviceOf[p]]] = p;
        }
        return members;
    }

    @Override
    public int[] ours(SolveTime time) {
        long start = System.nanoTime();
        Reassignment problem = RoadefProblem.of(model, initial);
        return Reassigner.search(
                problem,
                time.seed(),
                time.threads(),
                time.threads(),
                proposals -> (System.nanoTime() - start) / NANOS / time.seconds(),
                SearchListener.NOBODY);
    }

    @Override
    public Verdict judge(int[] hostByVm) {
        RoadefAudit audit = new RoadefAudit(model, initial, hostByVm);
        return new Verdict(audit.broken().orElse(""), audit.cost());
    }
}
