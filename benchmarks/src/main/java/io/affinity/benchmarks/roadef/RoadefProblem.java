// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.roadef;

import io.affinity.core.reassignment.DomainDependency;
import io.affinity.core.reassignment.LargestGroupMove;
import io.affinity.core.reassignment.LeastDomains;
import io.affinity.core.reassignment.LoadAboveThreshold;
import io.affinity.core.reassignment.LoadColumns;
import io.affinity.core.reassignment.MostInDomain;
import io.affinity.core.reassignment.Reassignment;
import io.affinity.core.reassignment.UnbalancedRest;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The problem of a model and an assignment, in the terms of the search. */
public final class RoadefProblem {

    /** The first assignment keeps all rules, so that none is ever mended. */
    private static final double NOTHING_TO_MEND = 0;

    private RoadefProblem() {}

    /** {@return the problem of a model and the machine of each process} */
    public static Reassignment of(RoadefModel model, int[] machineOf) {
        LoadColumns columns = LoadColumns.of(model.need, model.capacity, model.isTransient);
        Reassignment.Builder builder =
                Reassignment.builder(columns, Arrays.stream(machineOf).boxed().toList());
        builder.loadCost(new LoadAboveThreshold(model.loadWeight, model.safety));
        for (long[] balance : model.balances) {
            builder.loadCost(new UnbalancedRest(columns, (int) balance[0], (int) balance[1], balance[2], balance[3]));
        }
        builder.moveCosts((process, machine) -> (double) model.processMoveWeight * model.moveCost[process]
                + (double) model.machineMoveWeight * model.distance[machineOf[process] * model.machines + machine]);
        addRules(builder, model);
        builder.soft(LargestGroupMove.of(model.serviceOf, model.services, machineOf), model.serviceMoveWeight);
        return builder.build();
    }

    private static void addRules(Reassignment.Builder builder, RoadefModel model) {
        int[][] members = members(model);
        int[] machines = IntStream.range(0, model.machines).toArray();
        for (int s = 0; s < model.services; s++) {
            if (members[s].length > 1) {
                builder.hard(MostInDomain.of(members[s], machines, model.machines, 1), NOTHING_TO_MEND);
            }
            if (members[s].length > 0 && model.leastLocations[s] > 1) {
                builder.hard(
                        LeastDomains.of(members[s], model.location, model.locations, model.leastLocations[s]),
                        NOTHING_TO_MEND);
            }
            for (int needed : model.dependencies[s]) {
                if (needed != s && members[s].length > 0) {
                    builder.hard(
                            DomainDependency.of(members[s], members[needed], model.neighborhood, model.neighborhoods),
                            NOTHING_TO_MEND);
                }
            }
        }
    }

    private static int[][] members(RoadefModel model) {
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
}
