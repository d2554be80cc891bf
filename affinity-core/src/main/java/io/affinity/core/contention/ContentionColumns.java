package io.affinity.core.contention;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;

/** The arrays of a {@link ContentionForecast}, in its layout, which are written again and again. */
final class ContentionColumns {

    private final int resources;
    private final int steps;
    private final float[] probability;
    private final float[] shortfall;
    private final float[] vmShortfall;
    private final boolean[] isShort;

    private ContentionColumns(int hosts, int vms, int resources, int steps) {
        this.resources = resources;
        this.steps = steps;
        this.probability = new float[hosts * resources * steps];
        this.shortfall = new float[hosts * resources * steps];
        this.vmShortfall = new float[vms * resources * steps];
        this.isShort = new boolean[hosts];
    }

    static ContentionColumns of(Fleet fleet, int steps) {
        return new ContentionColumns(
                fleet.hosts().size(), fleet.vms().size(), fleet.resources().size(), steps);
    }

    int resources() {
        return resources;
    }

    int steps() {
        return steps;
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

    ContentionForecast forecast(Fleet fleet, Instant origin, Duration step) {
        return new ContentionForecast(fleet, origin, step, steps, probability, shortfall, vmShortfall, isShort);
    }
}
