// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A contention forecast in arrays that estimators write: the number of host or VM {@code i}, resource {@code r} and step {@code t} is
 * at {@code (i * resources + r) * steps + t}. Outside this package nobody can write to it.
 */
final class ContentionColumns implements ContentionForecast {

    private final Fleet fleet;
    private final Instant origin;
    private final Duration step;
    private final int resources;
    private final int steps;
    private final float[] probability;
    private final float[] shortfall;
    private final float[] vmShortfall;
    private final boolean[] isShort;
    private final double[] weightByVm;

    /** Room for the contention of a fleet, in which no host is short. */
    ContentionColumns(Fleet fleet, Instant origin, Duration step, int steps) {
        this.fleet = fleet;
        this.origin = origin;
        this.step = step;
        this.resources = fleet.resources().size();
        this.steps = steps;
        this.probability = new float[fleet.hosts().size() * resources * steps];
        this.shortfall = new float[probability.length];
        this.vmShortfall = new float[fleet.vms().size() * resources * steps];
        this.isShort = new boolean[fleet.hosts().size()];
        this.weightByVm = new double[fleet.vms().size()];
        Arrays.setAll(weightByVm, v -> fleet.vms().get(v).priority().weight());
    }

    private ContentionColumns(ContentionColumns same, Instant origin, Duration step) {
        this.fleet = same.fleet;
        this.origin = origin;
        this.step = step;
        this.resources = same.resources;
        this.steps = same.steps;
        this.probability = same.probability;
        this.shortfall = same.shortfall;
        this.vmShortfall = same.vmShortfall;
        this.isShort = same.isShort;
        this.weightByVm = same.weightByVm;
    }

    /** {@return the same room for another time} */
    ContentionColumns at(Instant newOrigin, Duration newStep) {
        return new ContentionColumns(this, newOrigin, newStep);
    }

    int resources() {
        return resources;
    }

    float[] probability() {
        return probability;
    }

    float[] shortfall() {
        return shortfall;
    }

    float[] vmShortfall() {
        return vmShortfall;
    }

    boolean[] isShort() {
        return isShort;
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
    public double probability(int host, int resource, int atStep) {
        return probability[index(host, resource, atStep)];
    }

    @Override
    public double shortfall(int host, int resource, int atStep) {
        return shortfall[index(host, resource, atStep)];
    }

    @Override
    public double vmShortfall(int vm, int resource, int atStep) {
        return vmShortfall[index(vm, resource, atStep)];
    }

    @Override
    public boolean isShort(int host) {
        return isShort[host];
    }

    /** Side by side with those of the others, for loops over a fleet. */
    @Override
    public double weight(int vm) {
        return weightByVm[vm];
    }

    private int index(int row, int resource, int atStep) {
        return (row * resources + resource) * steps + atStep;
    }
}
