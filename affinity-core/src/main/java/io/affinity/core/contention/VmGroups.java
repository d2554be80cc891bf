// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.model.VmId;

/**
 * Fixed pseudo-random groups of about ten VMs, as many as run on a host: what a VM's name and the seed decide, wherever the VM
 * runs. Of a large fleet some groups stand for all.
 */
final class VmGroups {

    static final int MOST = 128;
    private static final int LEAST_VMS = 8;

    private final int all;
    private final long seed;

    /** @param vms of the fleet, at least 1 */
    VmGroups(int vms, long seed) {
        this.all = Integer.highestOneBit(Math.max(1, vms / LEAST_VMS));
        this.seed = seed;
    }

    /** {@return a number of VMs that makes as many groups} */
    int vms() {
        return all * LEAST_VMS;
    }

    /** {@return the number of groups that are looked at} */
    int count() {
        return Math.min(all, MOST);
    }

    boolean isLikeThoseOf(VmGroups other) {
        return all == other.all && seed == other.seed;
    }

    /** {@return the group of a VM; not below {@link #count} if it is not looked at} */
    int of(VmId vm) {
        return (int) (mark(vm) & (all - 1));
    }

    /** {@return a number of a VM; which VMs were added up can be told from the sum of their numbers} */
    long mark(VmId vm) {
        long bits = (seed ^ vm.value().hashCode()) * 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }

    /** What the groups demanded of one resource at the origin of a forecast. */
    Demand demand(FleetForecast forecast, int resource) {
        double[] sums = new double[count()];
        long[] marks = new long[count()];
        for (int v = 0; v < forecast.fleet().vms().size(); v++) {
            VmId vm = forecast.fleet().vms().get(v).id();
            double measured = forecast.measured(v, resource);
            int group = of(vm);
            if (group < sums.length && !Double.isNaN(measured)) {
                sums[group] += measured;
                marks[group] += mark(vm);
            }
        }
        return new Demand(sums, marks);
    }

    /** Demand by group, and the marks of the VMs that were measured, added up. */
    static final class Demand {
        private final double[] sums;
        private final long[] marks;

        Demand(double[] sums, long[] marks) {
            this.sums = sums;
            this.marks = marks;
        }

        double of(int group) {
            return sums[group];
        }

        long marks(int group) {
            return marks[group];
        }
    }
}
