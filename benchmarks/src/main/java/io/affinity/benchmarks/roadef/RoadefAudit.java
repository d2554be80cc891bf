// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.roadef;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Counts an assignment by the problem statement, in code that shares nothing with the search. */
public final class RoadefAudit {

    private final RoadefModel model;
    private final int[] initial;
    private final int[] answer;
    private final long[] used;

    /** Judges the machine of each process, which was on another one in the beginning. */
    public RoadefAudit(RoadefModel model, int[] initial, int[] answer) {
        this.model = model;
        this.initial = initial;
        this.answer = answer;
        used = new long[model.machines * model.resources];
        for (int p = 0; p < answer.length; p++) {
            add(used, answer[p], p, false);
        }
    }

    private void add(long[] sums, int machine, int process, boolean isTransientOnly) {
        for (int r = 0; r < model.resources; r++) {
            if (!isTransientOnly || model.isTransient[r]) {
                sums[machine * model.resources + r] += model.need[process * model.resources + r];
            }
        }
    }

    /** {@return the first constraint that is broken} */
    public Optional<String> broken() {
        return capacity().or(this::conflict).or(this::spreadOrDependency);
    }

    private Optional<String> capacity() {
        long[] taken = used.clone();
        for (int p = 0; p < answer.length; p++) {
            if (answer[p] != initial[p]) {
                add(taken, initial[p], p, true);
            }
        }
        for (int i = 0; i < taken.length; i++) {
            if (taken[i] > model.capacity[i]) {
                return Optional.of("machine " + i / model.resources + ": resource " + i % model.resources + " takes "
                        + taken[i] + " of " + model.capacity[i]);
            }
        }
        return Optional.empty();
    }

    private Optional<String> conflict() {
        BitSet[] machines = sets(machine -> machine);
        int[] count = new int[model.services];
        for (int service : model.serviceOf) {
            count[service]++;
        }
        for (int s = 0; s < model.services; s++) {
            if (machines[s].cardinality() < count[s]) {
                return Optional.of("service " + s + " has two processes on one machine");
            }
        }
        return Optional.empty();
    }

    private Optional<String> spreadOrDependency() {
        BitSet[] locations = sets(machine -> model.location[machine]);
        BitSet[] neighborhoods = sets(machine -> model.neighborhood[machine]);
        for (int s = 0; s < model.services; s++) {
            if (!locations[s].isEmpty() && locations[s].cardinality() < model.leastLocations[s]) {
                return Optional.of("service " + s + " is in " + locations[s].cardinality() + " locations");
            }
            for (int needed : model.dependencies[s]) {
                BitSet missing = (BitSet) neighborhoods[s].clone();
                missing.andNot(neighborhoods[needed]);
                if (!missing.isEmpty()) {
                    return Optional.of(
                            "service " + s + " misses service " + needed + " in neighborhood " + missing.nextSetBit(0));
                }
            }
        }
        return Optional.empty();
    }

    /** By service: the numbers of the machines of its processes. */
    private BitSet[] sets(IntUnaryOperator numberOf) {
        BitSet[] sets = new BitSet[model.services];
        Arrays.setAll(sets, s -> new BitSet());
        for (int p = 0; p < answer.length; p++) {
            sets[model.serviceOf[p]].set(numberOf.applyAsInt(answer[p]));
        }
        return sets;
    }

    /** {@return the cost} */
    public long cost() {
        return loads() + balances() + moves();
    }

    private long loads() {
        long cost = 0;
        for (int i = 0; i < used.length; i++) {
            cost += model.loadWeight[i % model.resources] * Math.max(0, used[i] - model.safety[i]);
        }
        return cost;
    }

    private long balances() {
        long cost = 0;
        for (long[] balance : model.balances) {
            for (int m = 0; m < model.machines; m++) {
                cost += balance[3] * Math.max(0, balance[2] * left(m, (int) balance[0]) - left(m, (int) balance[1]));
            }
        }
        return cost;
    }

    private long left(int machine, int resource) {
        int at = machine * model.resources + resource;
        return model.capacity[at] - used[at];
    }

    private long moves() {
        long processes = 0;
        long machines = 0;
        long largest = 0;
        long[] byService = new long[model.services];
        for (int p = 0; p < answer.length; p++) {
            if (answer[p] != initial[p]) {
                processes += model.moveCost[p];
                machines += model.distance[initial[p] * model.machines + answer[p]];
                largest = Math.max(largest, ++byService[model.serviceOf[p]]);
            }
        }
        return model.processMoveWeight * processes
                + model.serviceMoveWeight * largest
                + model.machineMoveWeight * machines;
    }
}
