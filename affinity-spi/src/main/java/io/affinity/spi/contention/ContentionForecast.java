package io.affinity.spi.contention;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import java.time.Duration;
import java.time.Instant;

/**
 * What the coming steps do to each host and VM of one placement. Thread-safe as long as the arrays handed to the
 * constructor are not written to any more.
 *
 * <p>Two numbers for each host, resource and step: the <em>probability</em> of contention, that demand exceeds what the
 * host can serve ({@link Host#usable}), in [0, 1]; and the <em>expected shortfall</em>, the share of demanded work that
 * would not be served, in [0, 1). One number for each VM, resource and step: the expected share of its own demand that
 * would not be served, when a host serves its VMs in proportion to their demand.
 */
public final class ContentionForecast {

    private final Fleet fleet;
    private final Instant origin;
    private final Duration step;
    private final int steps;
    private final float[] probability;
    private final float[] shortfall;
    private final float[] vmShortfall;

    /**
     * @param probability of host {@code h}, resource {@code r}, step {@code t} at {@code (h * resources + r) * steps + t};
     *     not copied
     * @param shortfall in the same layout; not copied
     * @param vmShortfall of VM {@code v} at {@code (v * resources + r) * steps + t}; not copied
     * @throws IllegalArgumentException if a length does not fit
     */
    public ContentionForecast(
            Fleet fleet,
            Instant origin,
            Duration step,
            int steps,
            float[] probability,
            float[] shortfall,
            float[] vmShortfall) {
        int perHost = fleet.resources().size() * steps;
        if (probability.length != fleet.hosts().size() * perHost
                || shortfall.length != probability.length
                || vmShortfall.length != fleet.vms().size() * perHost) {
            throw new IllegalArgumentException("The columns (" + probability.length + ", " + shortfall.length + ", "
                    + vmShortfall.length + ") must have hosts (" + fleet.hosts().size() + "), hosts and VMs ("
                    + fleet.vms().size() + ") x resources x steps (" + perHost + ") values.");
        }
        this.fleet = fleet;
        this.origin = origin;
        this.step = step;
        this.steps = steps;
        this.probability = probability;
        this.shortfall = shortfall;
        this.vmShortfall = vmShortfall;
    }

    /** {@return the fleet and placement this is about} */
    public Fleet fleet() {
        return fleet;
    }

    public Instant origin() {
        return origin;
    }

    public Duration step() {
        return step;
    }

    public int steps() {
        return steps;
    }

    /** {@return the probability of contention, in [0, 1]} */
    public double probability(int host, int resource, int step) {
        return probability[index(host, resource, step)];
    }

    /** {@return the expected share of the host's demanded work that is not served, in [0, 1)} */
    public double shortfall(int host, int resource, int step) {
        return shortfall[index(host, resource, step)];
    }

    /** {@return the expected share of the VM's own demand that is not served, in [0, 1)} */
    public double vmShortfall(int vm, int resource, int step) {
        return vmShortfall[index(vm, resource, step)];
    }

    /** {@return the highest probability of contention of a host over all resources and steps, in [0, 1]} */
    public double peakProbability(int host) {
        double peak = 0;
        int perHost = fleet.resources().size() * steps;
        for (int i = host * perHost; i < (host + 1) * perHost; i++) {
            peak = Math.max(peak, probability[i]);
        }
        return peak;
    }

    private int index(int row, int resource, int step) {
        return (row * fleet.resources().size() + resource) * steps + step;
    }
}
