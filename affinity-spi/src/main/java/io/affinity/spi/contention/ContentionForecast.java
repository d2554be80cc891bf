package io.affinity.spi.contention;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

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
    private final int resources;
    private final float[] probability;
    private final float[] shortfall;
    private final float[] vmShortfall;
    private final boolean[] isShort;
    private final double[] weightByVm;

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
        this(
                fleet,
                origin,
                step,
                steps,
                probability,
                shortfall,
                vmShortfall,
                new boolean[fleet.hosts().size()]);
        int perRow = fleet.resources().size() * steps;
        for (int h = 0; h < isShort.length; h++) {
            isShort[h] = isAnyAboveZero(probability, h, perRow);
        }
        for (int v = 0; v < fleet.vms().size(); v++) {
            isShort[fleet.hostIndexOf(v)] |= isAnyAboveZero(vmShortfall, v, perRow);
        }
    }

    private static boolean isAnyAboveZero(float[] values, int row, int perRow) {
        for (int i = row * perRow; i < (row + 1) * perRow; i++) {
            if (values[i] > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * As above, for an estimator that knows already which hosts are never short.
     *
     * @param isShort by host: false only if all other numbers of it and its VMs are zero; not copied
     * @throws IllegalArgumentException if a length does not fit
     */
    public ContentionForecast(
            Fleet fleet,
            Instant origin,
            Duration step,
            int steps,
            float[] probability,
            float[] shortfall,
            float[] vmShortfall,
            boolean[] isShort) {
        int perHost = fleet.resources().size() * steps;
        if (probability.length != fleet.hosts().size() * perHost
                || shortfall.length != probability.length
                || isShort.length != fleet.hosts().size()
                || vmShortfall.length != fleet.vms().size() * perHost) {
            throw new IllegalArgumentException("The columns (" + probability.length + ", " + shortfall.length + ", "
                    + vmShortfall.length + ") must have hosts (" + fleet.hosts().size() + "), hosts and VMs ("
                    + fleet.vms().size() + ") x resources x steps (" + perHost + ") values.");
        }
        this.fleet = fleet;
        this.origin = origin;
        this.step = step;
        this.steps = steps;
        this.resources = fleet.resources().size();
        this.probability = probability;
        this.shortfall = shortfall;
        this.vmShortfall = vmShortfall;
        this.isShort = isShort;
        this.weightByVm = new double[fleet.vms().size()];
        Arrays.setAll(weightByVm, v -> fleet.vms().get(v).priority().weight());
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
        if (!isShort[host]) {
            return 0;
        }
        double peak = 0;
        int perHost = resources * steps;
        for (int i = host * perHost; i < (host + 1) * perHost; i++) {
            peak = Math.max(peak, probability[i]);
        }
        return peak;
    }

    /** {@return false if neither the host nor any of its VMs is short of anything in any scenario, so all is zero} */
    public boolean isShort(int host) {
        return isShort[host];
    }

    /** {@return the priority weight of a VM, side by side with those of the others for loops over a fleet} */
    public double weight(int vm) {
        return weightByVm[vm];
    }

    private int index(int row, int resource, int step) {
        return (row * resources + resource) * steps + step;
    }
}
