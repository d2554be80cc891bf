// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contention;

import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;

/**
 * A contention forecast in three arrays: the number of host or VM {@code i}, resource {@code r} and step {@code t} is at
 * {@code (i * resources + r) * steps + t}. Written by its builder only, which hands out copies.
 */
final class ContentionTable implements ContentionForecast {

    private final Fleet fleet;
    private final Instant origin;
    private final Duration step;
    private final int steps;
    private final int resources;
    private final float[] probability;
    private final float[] shortfall;
    private final float[] vmShortfall;
    private final boolean[] isShort;

    ContentionTable(Fleet fleet, Instant origin, Duration step, int steps) {
        this(
                fleet,
                origin,
                step,
                steps,
                new float[length(fleet, fleet.hosts().size(), steps)],
                new float[length(fleet, fleet.hosts().size(), steps)],
                new float[length(fleet, fleet.vms().size(), steps)],
                new boolean[fleet.hosts().size()]);
    }

    private ContentionTable(
            Fleet fleet,
            Instant origin,
            Duration step,
            int steps,
            float[] probability,
            float[] shortfall,
            float[] vmShortfall,
            boolean[] isShort) {
        this.fleet = fleet;
        this.origin = origin;
        this.step = step;
        this.steps = steps;
        this.resources = fleet.resources().size();
        this.probability = probability;
        this.shortfall = shortfall;
        this.vmShortfall = vmShortfall;
        this.isShort = isShort;
    }

    private static int length(Fleet fleet, int rows, int steps) {
        long length = (long) rows * fleet.resources().size() * steps;
        if (steps < 1 || steps > Scenarios.MOST || length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be from 1 to " + Scenarios.MOST
                    + ", and hosts or VMs x resources x steps (" + length + ") at most " + Integer.MAX_VALUE + ".");
        }
        return (int) length;
    }

    void setProbability(int host, int resource, int step, float value) {
        probability[index(host, resource, step)] = value;
        isShort[host] |= value > 0;
    }

    void setShortfall(int host, int resource, int step, float value) {
        shortfall[index(host, resource, step)] = value;
        isShort[host] |= value > 0;
    }

    void setVmShortfall(int vm, int resource, int step, float value) {
        vmShortfall[index(vm, resource, step)] = value;
        isShort[fleet.hostIndexOf(vm)] |= value > 0;
    }

    ContentionTable copy() {
        return new ContentionTable(
                fleet,
                origin,
                step,
                steps,
                probability.clone(),
                shortfall.clone(),
                vmShortfall.clone(),
                isShort.clone());
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public Instant origin() {
        return origin;
    }

    @Override
    public Duration step() {
        return step;
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public double probability(int host, int resource, int step) {
        return probability[index(host, resource, step)];
    }

    @Override
    public double shortfall(int host, int resource, int step) {
        return shortfall[index(host, resource, step)];
    }

    @Override
    public double vmShortfall(int vm, int resource, int step) {
        return vmShortfall[index(vm, resource, step)];
    }

    @Override
    public boolean isShort(int host) {
        return isShort[host];
    }

    private int index(int row, int resource, int step) {
        return (row * resources + resource) * steps + step;
    }
}
