// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.roadef;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A model file of the challenge, as its numbers are. Rows of machines and processes stand one after the other in one array.
 */
public final class RoadefModel {

    private static final int MOST = 1_000_000;
    private static final long LARGEST = 0xffff_ffffL;

    public final int resources;
    public final int machines;
    public final int services;
    public final int processes;
    public final int neighborhoods;
    public final int locations;
    public final boolean[] isTransient;
    public final long[] loadWeight;
    public final int[] neighborhood;
    public final int[] location;
    public final long[] capacity;
    public final long[] safety;
    public final int[] distance;
    public final int[] leastLocations;
    public final int[][] dependencies;
    public final int[] serviceOf;
    public final long[] need;
    public final long[] moveCost;
    public final long[][] balances;
    public final long processMoveWeight;
    public final long serviceMoveWeight;
    public final long machineMoveWeight;

    private RoadefModel(Integers in) throws IOException {
        resources = in.takeInt("the number of resources", 1, 1000);
        isTransient = new boolean[resources];
        loadWeight = new long[resources];
        for (int r = 0; r < resources; r++) {
            isTransient[r] = in.takeInt("whether a resource is transient", 0, 1) == 1;
            loadWeight[r] = in.take("the weight of a load", 0, LARGEST);
        }
        machines = in.takeInt("the number of machines", 1, 20_000);
        neighborhood = new int[machines];
        location = new int[machines];
        capacity = new long[machines * resources];
        safety = new long[capacity.length];
        distance = new int[machines * machines];
        for (int m = 0; m < machines; m++) {
            takeMachine(in, m);
        }
        neighborhoods = 1 + largest(neighborhood);
        locations = 1 + largest(location);
        services = in.takeInt("the number of services", 0, MOST);
        leastLocations = new int[services];
        dependencies = new int[services][];
        for (int s = 0; s < services; s++) {
            leastLocations[s] = in.takeInt("the least number of locations", 0, MOST);
            dependencies[s] = new int[in.takeInt("the number of dependencies", 0, services)];
            for (int i = 0; i < dependencies[s].length; i++) {
                dependencies[s][i] = in.takeInt("a service", 0, services - 1);
            }
        }
        processes = in.takeInt("the number of processes", 1, MOST);
        serviceOf = new int[processes];
        need = new long[processes * resources];
        moveCost = new long[processes];
        for (int p = 0; p < processes; p++) {
            serviceOf[p] = in.takeInt("a service", 0, services - 1);
            take(in, "a requirement", need, p);
            moveCost[p] = in.take("the cost of a move", 0, LARGEST);
        }
        balances = new long[in.takeInt("the number of balance costs", 0, MOST)][];
        for (int b = 0; b < balances.length; b++) {
            balances[b] = new long[] {
                in.take("a resource", 0, resources - 1),
                in.take("a resource", 0, resources - 1),
                in.take("a target", 0, LARGEST),
                in.take("the weight of a balance", 0, LARGEST)
            };
        }
        processMoveWeight = in.take("the weight of process moves", 0, LARGEST);
        serviceMoveWeight = in.take("the weight of service moves", 0, LARGEST);
        machineMoveWeight = in.take("the weight of machine moves", 0, LARGEST);
        in.requireEnd();
    }

    private void takeMachine(Integers in, int machine) throws IOException {
        neighborhood[machine] = in.takeInt("a neighborhood", 0, MOST);
        location[machine] = in.takeInt("a location", 0, MOST);
        take(in, "a capacity", capacity, machine);
        take(in, "a safety capacity", safety, machine);
        for (int other = 0; other < machines; other++) {
            distance[machine * machines + other] =
                    in.takeInt("the cost of a move between machines", 0, Integer.MAX_VALUE);
        }
    }

    private void take(Integers in, String what, long[] rows, int row) throws IOException {
        for (int r = 0; r < resources; r++) {
            rows[row * resources + r] = in.take(what, 0, LARGEST);
        }
    }

    private static int largest(int[] numbers) {
        int largest = 0;
        for (int each : numbers) {
            largest = Math.max(largest, each);
        }
        return largest;
    }

    /** {@return what a file says, which may be packed by gzip} */
    public static RoadefModel read(Path file) throws IOException {
        try (Integers in = Integers.of(file)) {
            return new RoadefModel(in);
        }
    }

    /** {@return the machine of each process, from an assignment file} */
    public int[] readAssignment(Path file) throws IOException {
        int[] machineOf = new int[processes];
        try (Integers in = Integers.of(file)) {
            for (int p = 0; p < processes; p++) {
                machineOf[p] = in.takeInt("a machine", 0, machines - 1);
            }
            in.requireEnd();
        }
        return machineOf;
    }
}
