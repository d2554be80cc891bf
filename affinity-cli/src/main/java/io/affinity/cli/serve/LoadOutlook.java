// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Placement;
import java.util.Arrays;

/**
 * What the joint futures of all VMs mean for the load of each host, as a share of what it can serve: the mean, and the interval in which
 * it is with 80 % probability. VMs that peak together do so in each future, so this is not the sum of the intervals of VMs. Immutable.
 */
final class LoadOutlook {

    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;
    private static final int PARTS = 3;

    private final int resources;
    private final int steps;
    private final float[] shares;

    private LoadOutlook(int resources, int steps, float[] shares) {
        this.resources = resources;
        this.steps = steps;
        this.shares = shares;
    }

    /** {@return the loads of the hosts in a placement; one pass over all scenarios} */
    static LoadOutlook of(Scenarios scenarios, Placement placement) {
        Fleet fleet = scenarios.fleet();
        int hosts = fleet.hosts().size();
        int resources = fleet.resources().size();
        int steps = scenarios.steps();
        float[] shares = new float[hosts * resources * steps * PARTS];
        int[] block = new int[scenarios.blockLength()];
        for (int r = 0; r < resources; r++) {
            long[][] loads = new long[hosts][block.length];
            for (int v = 0; v < fleet.vms().size(); v++) {
                scenarios.copyDemand(v, r, block, 0);
                long[] load =
                        loads[fleet.indexOf(placement.hostOf(fleet.vms().get(v).id()))];
                for (int i = 0; i < block.length; i++) {
                    load[i] += block[i];
                }
            }
            for (int h = 0; h < hosts; h++) {
                double unit = scenarios.quantum(r) / fleet.hosts().get(h).usable(r);
                for (int t = 0; t < steps; t++) {
                    write(loads[h], t, scenarios.scenarios(), unit, shares, ((h * resources + r) * steps + t) * PARTS);
                }
            }
        }
        return new LoadOutlook(resources, steps, shares);
    }

    private static void write(long[] load, int step, int draws, double unit, float[] into, int at) {
        long[] sorted = Arrays.copyOfRange(load, step * draws, (step + 1) * draws);
        Arrays.sort(sorted);
        into[at] = (float) (Arrays.stream(sorted).average().orElse(Double.NaN) * unit);
        into[at + 1] = (float) (sorted[(int) (LOW * (draws - 1))] * unit);
        into[at + 2] = (float) (sorted[(int) Math.ceil(HIGH * (draws - 1))] * unit);
    }

    int steps() {
        return steps;
    }

    /** {@return the mean; not finite for a host of which nothing is known} */
    double mean(int host, int resource, int step) {
        return part(host, resource, step, 0);
    }

    double low(int host, int resource, int step) {
        return part(host, resource, step, 1);
    }

    double high(int host, int resource, int step) {
        return part(host, resource, step, 2);
    }

    private double part(int host, int resource, int step, int part) {
        return shares[((host * resources + resource) * steps + step) * PARTS + part];
    }
}
