// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.contention.ScenarioColumns;
import io.affinity.spi.contention.StepHours;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.ObjectiveWeights;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Where a host is short with some VMs on it: the resources, steps and scenarios in which they want more than it can serve. VMs that leave
 * lower the loads there and nowhere raise them, so no other cell comes to matter. Belongs to one thread.
 */
final class ShortCells {

    private final ScenarioColumns scenarios;
    private final Fleet fleet;
    private final ObjectiveWeights weights;
    private final double[] hours;

    /** No host's demand can come to matter less than the least important VM does. */
    private final double leastPriority;

    private final int[] load;
    private int count;
    private int[] demand = {};
    private int[] excess = {};
    private double[] contention = {};
    private double[] shortfall = {};

    ShortCells(ScenarioColumns scenarios, ObjectiveWeights weights) {
        this.scenarios = scenarios;
        this.weights = weights;
        fleet = scenarios.fleet();
        hours = StepHours.of(scenarios.step(), scenarios.steps());
        load = new int[scenarios.blockLength()];
        leastPriority =
                fleet.vms().stream().mapToDouble(vm -> vm.priority().weight()).reduce(1, Math::min);
    }

    /**
     * Looks at a host on which these VMs run and no others.
     *
     * @param most cells to be kept, the costliest ones; the others count as if nothing were short there
     */
    void look(int host, int[] vms, int most) {
        count = 0;
        int[][] found = new int[fleet.resources().size()][];
        for (int r = 0; r < found.length; r++) {
            found[r] = shortPlaces(host, r, vms);
            count += found[r].length;
        }
        excess = new int[count];
        contention = new double[count];
        shortfall = new double[count];
        demand = new int[vms.length * count];
        int cell = 0;
        for (int r = 0; r < found.length; r++) {
            for (int place : found[r]) {
                fill(cell++, host, r, place, vms);
            }
        }
        if (count > most) {
            keep(most, vms);
        }
    }

    private int[] shortPlaces(int host, int resource, int[] vms) {
        addUp(resource, vms);
        int usable = scenarios.usable(host, resource);
        return IntStream.range(0, load.length).filter(i -> load[i] > usable).toArray();
    }

    private void addUp(int resource, int[] vms) {
        Arrays.fill(load, 0);
        for (int vm : vms) {
            scenarios.addTo(vm, resource, load, 0);
        }
    }

    private void fill(int cell, int host, int resource, int place, int[] vms) {
        int step = place / scenarios.scenarios();
        int scenario = place % scenarios.scenarios();
        int sum = 0;
        for (int i = 0; i < vms.length; i++) {
            int each = scenarios.quanta(vms[i], resource, step, scenario);
            demand[i * count + cell] = each;
            sum += each;
        }
        excess[cell] = sum - scenarios.usable(host, resource);
        double share = hours[step] / scenarios.scenarios();
        double usable = fleet.hosts().get(host).usable(resource);
        contention[cell] = weights.contention() * share;
        shortfall[cell] =
                usable > 0 ? weights.shortfall() * share * scenarios.quantum(resource) / usable * leastPriority : 0;
    }

    private void keep(int most, int[] vms) {
        int[] kept = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> -contention[cell] - shortfall[cell] * excess[cell]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
        int before = count;
        count = kept.length;
        int[] all = demand;
        demand = new int[vms.length * count];
        for (int i = 0; i < vms.length; i++) {
            for (int c = 0; c < count; c++) {
                demand[i * count + c] = all[i * before + kept[c]];
            }
        }
        excess = IntStream.of(kept).map(cell -> excess[cell]).toArray();
        contention = IntStream.of(kept).mapToDouble(cell -> contention[cell]).toArray();
        shortfall = IntStream.of(kept).mapToDouble(cell -> shortfall[cell]).toArray();
    }

    /** {@return how many cells there are} */
    int count() {
        return count;
    }

    /** {@return what is missing in each cell, as an array of the caller's} */
    int[] excess() {
        return excess.clone();
    }

    /** {@return what a VM demands in a cell, by its place among those looked at} */
    int demand(int place, int cell) {
        return demand[place * count + cell];
    }

    /** {@return what it costs at least that so much is missing in each cell, while VMs of so much priority are on the host} */
    double cost(int[] missing, double priority) {
        double sum = 0;
        for (int c = 0; c < count; c++) {
            if (missing[c] > 0) {
                sum += contention[c] * priority + shortfall[c] * missing[c];
            }
        }
        return sum;
    }
}
