// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small problems with all kinds of costs and rules, by a seed; hosts are 60 to 90 % full. */
final class RandomReassignment {

    private RandomReassignment() {}

    static Reassignment of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int hosts = 2 + random.nextInt(7);
        int vms = 4 + random.nextInt(40);
        int resources = 1 + random.nextInt(4);
        int[] initial = IntStream.range(0, vms).map(vm -> random.nextInt(hosts)).toArray();
        long[] need = new long[vms * resources];
        Arrays.setAll(need, i -> random.nextInt(4) == 0 ? 0 : random.nextLong(1, 1000));
        LoadColumns columns =
                LoadColumns.of(need, capacity(random, need, initial, hosts, resources), isTransient(random, resources));
        Reassignment.Builder builder =
                Reassignment.builder(columns, Arrays.stream(initial).boxed().toList());
        addCosts(builder, columns, random);
        addRules(builder, random, vms, hosts, initial);
        return builder.build();
    }

    private static long[] capacity(SplittableRandom random, long[] need, int[] initial, int hosts, int resources) {
        long[] capacity = new long[hosts * resources];
        for (int v = 0; v < initial.length; v++) {
            for (int r = 0; r < resources; r++) {
                capacity[initial[v] * resources + r] += need[v * resources + r];
            }
        }
        for (int i = 0; i < capacity.length; i++) {
            capacity[i] = (long) (capacity[i] / random.nextDouble(0.6, 0.9)) + random.nextInt(300);
        }
        return capacity;
    }

    private static boolean[] isTransient(SplittableRandom random, int resources) {
        boolean[] isTransient = new boolean[resources];
        for (int r = 0; r < resources; r++) {
            isTransient[r] = random.nextInt(3) == 0;
        }
        return isTransient;
    }

    private static void addCosts(Reassignment.Builder builder, LoadColumns columns, SplittableRandom random) {
        long[] weights = new long[columns.resources()];
        Arrays.setAll(weights, r -> random.nextInt(10));
        long[] thresholds = new long[columns.hosts() * columns.resources()];
        Arrays.setAll(
                thresholds,
                i -> columns.capacity(i / columns.resources(), i % columns.resources())
                        * (40 + random.nextInt(50))
                        / 100);
        builder.loadCost(new LoadAboveThreshold(weights, thresholds));
        int last = columns.resources() - 1;
        builder.loadCost(new UnbalancedRest(columns, 0, last, 1 + random.nextInt(3), random.nextInt(5)));
        double[] costs = random.doubles(columns.vms(), 0, 50).map(Math::rint).toArray();
        builder.moveCosts((vm, host) -> costs[vm] + host);
    }

    private static void addRules(
            Reassignment.Builder builder, SplittableRandom random, int vms, int hosts, int[] initial) {
        int[] zones = IntStream.range(0, hosts).map(host -> host % 3).toArray();
        int[] each = IntStream.range(0, hosts).toArray();
        for (int i = 0; i < 4; i++) {
            builder.hard(MostInDomain.of(group(random, vms), each, hosts, 1 + random.nextInt(2)), 1000);
            builder.soft(MostInDomain.of(group(random, vms), zones, 3, 2), 30);
            builder.hard(LeastDomains.of(group(random, vms), zones, 3, 2), 1000);
            int[] both = group(random, vms);
            int[] some = Arrays.copyOf(both, both.length / 2);
            int[] others = Arrays.copyOfRange(both, both.length / 2, both.length);
            builder.hard(DomainDependency.of(some, others, zones, 3), 1000);
        }
        BitSet wrong = new BitSet();
        wrong.set(random.nextInt(hosts));
        builder.hard(HostsForbidden.of(group(random, vms), wrong), 1000);
        builder.soft(HostsForbidden.of(group(random, vms), wrong), 5);
        builder.soft(MostDomains.of(group(random, vms), zones, 3, 1), 20);
        builder.hard(MostDomains.of(group(random, vms), zones, 3, 2), 1000);
        builder.hard(MovesOfVms.of(group(random, vms), initial, 2), 1000);
        builder.soft(MovesOfHost.of(initial, random.nextInt(hosts), 2), 10);
        builder.hard(MovesOfHost.of(initial, random.nextInt(hosts), vms / 2), 1000);
        int[] groupByVm =
                IntStream.range(0, vms).map(vm -> random.nextInt(4) - 1).toArray();
        builder.soft(LargestGroupMove.of(groupByVm, 3, initial), 70);
    }

    /** Some VMs, each once, in any order; now and then more than are looked through. */
    private static int[] group(SplittableRandom random, int vms) {
        List<Integer> all = new ArrayList<>();
        int size = random.nextInt(5) == 0 ? vms : 2 + random.nextInt(3);
        while (all.size() < Math.min(size, vms)) {
            int vm = random.nextInt(vms);
            if (!all.contains(vm)) {
                all.add(vm);
            }
        }
        return all.stream().mapToInt(Integer::intValue).toArray();
    }
}
