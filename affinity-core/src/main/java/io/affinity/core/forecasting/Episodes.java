// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What VMs did in the past: where they stood at some time, and how they went on from there, as shares of what they were promised.
 * Up to {@value #MOST} VMs, evenly spread over those that there are, at {@value #TIMES} times each, evenly spread over the last
 * week of five-minute steps. Immutable.
 */
final class Episodes {

    private static final int MOST = 48;
    private static final int TIMES = 16;
    private static final int SPAN = 2016;

    /** So that they are not all asked at the same times of day. */
    private static final int STAGGER = 7;

    /** The golden ratio as a fraction of 2^32: its multiples are spread evenly, whatever their number. */
    private static final int MIXING = 0x9E3779B9;

    private final float[] before;
    private final float[][] after;

    private Episodes(float[] before, float[][] after) {
        this.before = before;
        this.after = after;
    }

    /**
     * {@return episodes of so many steps}
     *
     * @param members with an allocation of the resource and a past of more than {@code steps}
     */
    static Episodes of(List<Integer> members, int resource, int steps, Fleet fleet, DemandHistory history) {
        int asked = Math.min(MOST, members.size());
        List<float[]> found = new ArrayList<>(asked * TIMES);
        for (int i = 0; i < asked; i++) {
            Vm vm = fleet.vms().get(members.get((int) ((long) i * members.size() / asked)));
            int span = Math.min(SPAN, history.age(vm.id(), resource) - steps);
            DemandHistory.Values demand = history.values(vm.id(), resource);
            for (int k = 0; k < Math.min(TIMES, span); k++) {
                int back = (int) (((long) k * span / TIMES + (long) i * STAGGER) % span);
                float[] course = course(
                        demand,
                        history.slot() - steps - back,
                        steps,
                        vm.allocation().value(resource));
                if (!Float.isNaN(course[0])) {
                    found.add(course);
                }
            }
        }
        return mixed(found, steps);
    }

    /** Many episodes begin at zero, and of those the first are taken: they must not be of one VM. */
    private static Episodes mixed(List<float[]> found, int steps) {
        long[] order = new long[found.size()];
        for (int e = 0; e < order.length; e++) {
            int mixed = e * MIXING;
            order[e] = ((long) mixed << Integer.SIZE) | e;
        }
        Arrays.sort(order);
        float[] before = new float[order.length];
        float[][] after = new float[order.length][];
        for (int e = 0; e < order.length; e++) {
            float[] course = found.get(Rank.index(order[e]));
            before[e] = course[0];
            after[e] = Arrays.copyOfRange(course, 1, steps + 1);
        }
        return new Episodes(before, after);
    }

    /** Where a value is missing, the one before goes on. */
    private static float[] course(DemandHistory.Values demand, long place, int steps, double allocation) {
        float[] course = new float[steps + 1];
        for (int t = 0; t <= steps; t++) {
            float share = (float) (demand.at(place + t) / allocation);
            course[t] = Float.isNaN(share) && t > 0 ? course[t - 1] : share;
        }
        return course;
    }

    int size() {
        return before.length;
    }

    /** {@return where an episode began} */
    float before(int episode) {
        return before[episode];
    }

    /** {@return where it was so many steps later, at least 1} */
    float after(int episode, int lead) {
        return after[episode][lead - 1];
    }

    /**
     * {@return the episodes that began nearest to a value: a quarter of all, so that few are not far, and at most so many. With NaN, as
     * many evenly spread over all}
     */
    int[] nearest(double value, int most) {
        int count = Math.min(most, (before.length + 3) / 4);
        int[] chosen = new int[count];
        if (Double.isNaN(value)) {
            Arrays.setAll(chosen, i -> (int) ((long) i * before.length / count));
            return chosen;
        }
        long[] keys = new long[before.length];
        Arrays.setAll(keys, e -> Rank.key((float) Math.abs(before[e] - value), e));
        Arrays.sort(keys);
        Arrays.setAll(chosen, i -> Rank.index(keys[i]));
        return chosen;
    }

    /** Numbers that sort as a value that is not negative and, of equal ones, an index. */
    static final class Rank {

        private Rank() {}

        static long key(float value, int index) {
            return ((long) Float.floatToIntBits(value) << Integer.SIZE) | index;
        }

        static int index(long key) {
            return (int) key;
        }
    }
}
