package io.affinity.spi.telemetry;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.plugin.Plugin;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Where measurements come from.
 *
 * <p>The control loop calls it from one thread, once in each step. It may block, but for less than a step. A host that
 * does not answer is reported as {@link io.affinity.spi.model.HostState#UNAVAILABLE} and its VMs' demand as NaN; only when
 * nothing at all can be seen is a {@link TelemetryException} thrown.
 */
public interface TelemetrySource extends Plugin {

    /**
     * {@return the fleet and its demand now; the instant is that of the measurement}
     *
     * @throws TelemetryException if nothing can be observed
     */
    Observation observe();

    /**
     * What a VM demanded before the first observation, asked once when the VM is seen first. A source without memory
     * keeps this default.
     *
     * @param start time of the first value asked for
     * @param length number of values asked for
     * @return a series on exactly this grid; NaN where nothing is known
     */
    default TimeSeries history(VmId vm, Resource resource, Instant start, Duration step, int length) {
        double[] unknown = new double[length];
        Arrays.fill(unknown, Double.NaN);
        return TimeSeries.of(start, step, unknown);
    }
}
