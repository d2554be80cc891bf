// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.SearchPlacement;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * What a host costs at least, by shortage and by the VMs that leave it, wherever they go and whoever comes.
 *
 * <p>Proof. Who comes adds to loads, to the time of VMs in contention and to promises, and takes nothing off them, but for the importance of demand, for which
 * the least priority of all VMs stands. So the cost is that of some set of VMs that leave and nobody who comes, at least. Sets are tried one by one
 * where there are few of a size; where there are many, the size is judged by cells: from each cell as much is taken off as the VMs that demand most <em>there</em>
 * take with them, which no set exceeds. A set has to leave no more promised than must be.
 */
final class HostRelaxation {

    /** More sets are never tried of one host. */
    private static final long MOST_WORK = 200_000;

    private final SearchProblem problem;
    private final ShortCells cells;
    private final SearchPlacement placement;
    private final BitSet forced;
    private final int resources;

    /** Of the host that is looked at: its VMs that may leave, the cheapest first, and what the others need. */
    private int[] vms = {};

    private double[] cost = {};
    private long[] promised = {};
    private long[] mayPromise = {};
    private double priority;

    /** What is left by those that have left so far, by how many they are. */
    private int[][] missing = {};

    private long[][] left = {};
    private double best;

    /** @param forced VMs that leave in any case, and are no part of any answer */
    HostRelaxation(SearchProblem problem, SearchPlacement placement, BitSet forced) {
        this.problem = problem;
        this.placement = placement;
        this.forced = forced;
        resources = problem.fleet().resources().size();
        cells = new ShortCells(problem.scenarios(), problem.asked().weights());
    }

    /**
     * {@return what the host costs at least} What it consists of is taken from the costs of the VMs.
     *
     * @param mostCells of which it is found
     * @param work how many values may be looked at to try sets
     */
    double cost(int host, int mostCells, long work, LeavingCosts costs) {
        int[] stay = running(host);
        cells.look(host, stay, mostCells);
        order(stay, costs);
        promises(host, stay);
        double all = least(Math.min(work, MOST_WORK));
        // What is short whoever leaves is nothing that leaving pays for.
        if (all > costWithoutAny()) {
            for (int vm : vms) {
                costs.take(vm, Double.POSITIVE_INFINITY);
            }
        }
        return all;
    }

    private int[] running(int host) {
        return IntStream.range(0, placement.vmsOn(host))
                .map(place -> placement.vmOn(host, place))
                .filter(vm -> !forced.get(vm))
                .sorted()
                .toArray();
    }

    private int[] places = {};

    private void order(int[] stay, LeavingCosts costs) {
        places = IntStream.range(0, stay.length)
                .filter(i -> costs.canLeave(stay[i]))
                .boxed()
                .sorted((i, j) -> Double.compare(costs.of(stay[i]), costs.of(stay[j])))
                .mapToInt(Integer::intValue)
                .toArray();
        vms = IntStream.of(places).map(i -> stay[i]).toArray();
        cost = IntStream.of(vms).mapToDouble(costs::of).toArray();
        priority = IntStream.of(stay).mapToDouble(problem::priority).sum();
    }

    private void promises(int host, int[] stay) {
        promised = new long[resources];
        long[] fixed = new long[resources];
        for (int vm : stay) {
            for (int r = 0; r < resources; r++) {
                promised[r] += problem.promises().need(vm, r);
                fixed[r] += problem.promises().need(vm, r);
            }
        }
        for (int vm : vms) {
            for (int r = 0; r < resources; r++) {
                fixed[r] -= problem.promises().need(vm, r);
            }
        }
        mayPromise = problem.mostPromised(host, fixed);
    }

    private double costWithoutAny() {
        int[] missingThen = cells.excess();
        double priorityThen = priority;
        for (int i = 0; i < vms.length; i++) {
            for (int c = 0; c < cells.count(); c++) {
                missingThen[c] -= cells.demand(places[i], c);
            }
            priorityThen -= problem.priority(vms[i]);
        }
        return cells.cost(missingThen, priorityThen);
    }

    private double least(long mostWork) {
        double relaxed = Double.POSITIVE_INFINITY;
        best = Double.POSITIVE_INFINITY;
        int[][] largest = largestByCell();
        int[] missingOfSize = cells.excess();
        long[] leftOfSize = promised.clone();
        double priorityOfSize = priority;
        double costOfSize = 0;
        long work = mostWork;
        double[] priorities =
                falling(IntStream.of(vms).mapToDouble(problem::priority).toArray());
        long[][] needs = largestNeeds();
        for (int size = 0; size <= vms.length; size++) {
            if (size > 0) {
                costOfSize += cost[size - 1];
                priorityOfSize -= priorities[size - 1];
                takeOff(missingOfSize, largest[size - 1]);
                takeOff(leftOfSize, needs[size - 1]);
            }
            if (costOfSize >= Math.min(best, relaxed)) {
                break;
            }
            double atLeast = costOfSize + cells.cost(missingOfSize, priorityOfSize);
            if (isPromised(leftOfSize) && atLeast < best) {
                long effort = sets(size) * (1 + (long) cells.count());
                if (effort <= work) {
                    work -= effort;
                    trySets(size);
                } else {
                    relaxed = Math.min(relaxed, atLeast);
                }
            }
        }
        return Math.min(best, relaxed);
    }

    /** Of each size and cell: what the VM takes off that demands most there but for those of smaller sizes. */
    private int[][] largestByCell() {
        int[][] bySize = new int[vms.length][cells.count()];
        int[] demands = new int[vms.length];
        for (int c = 0; c < cells.count(); c++) {
            for (int i = 0; i < demands.length; i++) {
                demands[i] = cells.demand(places[i], c);
            }
            Arrays.sort(demands);
            for (int i = 0; i < demands.length; i++) {
                bySize[i][c] = demands[demands.length - 1 - i];
            }
        }
        return bySize;
    }

    private long[][] largestNeeds() {
        long[][] bySize = new long[vms.length][resources];
        for (int r = 0; r < resources; r++) {
            int resource = r;
            long[] needs = IntStream.of(vms)
                    .mapToLong(vm -> problem.promises().need(vm, resource))
                    .sorted()
                    .toArray();
            for (int i = 0; i < needs.length; i++) {
                bySize[i][r] = needs[needs.length - 1 - i];
            }
        }
        return bySize;
    }

    private static double[] falling(double[] values) {
        Arrays.sort(values);
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[values.length - 1 - i])
                .toArray();
    }

    private static void takeOff(int[] from, int[] what) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= what[i];
        }
    }

    private static void takeOff(long[] from, long[] what) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= what[i];
        }
    }

    private boolean isPromised(long[] sums) {
        for (int r = 0; r < resources; r++) {
            if (sums[r] > mayPromise[r]) {
                return false;
            }
        }
        return true;
    }

    /** {@return how many sets there are of a size; a very high number where they are more than anybody would try} */
    private long sets(int size) {
        long sets = 1;
        for (int i = 0; i < size && sets <= MOST_WORK; i++) {
            sets = sets * (vms.length - i) / (i + 1);
        }
        return sets;
    }

    private void trySets(int size) {
        missing = new int[size + 1][];
        left = new long[size + 1][];
        for (int i = 0; i <= size; i++) {
            missing[i] = cells.excess();
            left[i] = promised.clone();
        }
        trySets(0, 0, size, 0, priority);
    }

    private void trySets(int chosen, int from, int size, double costSoFar, double priorityLeft) {
        if (costSoFar >= best) {
            return;
        }
        if (chosen == size) {
            if (isPromised(left[chosen])) {
                best = Math.min(best, costSoFar + cells.cost(missing[chosen], priorityLeft));
            }
            return;
        }
        for (int i = from; i <= vms.length - (size - chosen); i++) {
            for (int c = 0; c < cells.count(); c++) {
                missing[chosen + 1][c] = missing[chosen][c] - cells.demand(places[i], c);
            }
            for (int r = 0; r < resources; r++) {
                left[chosen + 1][r] = left[chosen][r] - problem.promises().need(vms[i], r);
            }
            trySets(chosen + 1, i + 1, size, costSoFar + cost[i], priorityLeft - problem.priority(vms[i]));
        }
    }
}
