// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contention;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import java.time.Duration;
import java.time.Instant;

/**
 * What the coming steps do to each host and VM of one placement. Immutable and thread-safe; nothing that can be written to is
 * handed out.
 *
 * <p>Two numbers for each host, resource and step: the <em>probability</em> of contention, that demand exceeds what the
 * host can serve ({@link Host#usable}), in [0, 1]; and the <em>expected shortfall</em>, the share of demanded work that
 * would not be served, in [0, 1]. One number for each VM, resource and step: the expected share of its own demand that
 * would not be served, when a host serves its VMs in proportion to their demand.
 */
public interface ContentionForecast {

    /**
     * Begins a forecast in which no host is short.
     *
     * @param steps of the horizon, 1 to {@link Scenarios#MOST}
     * @throws IllegalArgumentException if the steps are none or too many, or hosts or VMs x resources x steps are 2^31 or more
     */
    static Builder builder(Fleet fleet, Instant origin, Duration step, int steps) {
        return new Builder(fleet, origin, step, steps);
    }

    /** {@return the fleet and placement this is about} */
    Fleet fleet();

    /** {@return the time of the last value that the forecasts knew} */
    Instant origin();

    /** {@return the length of a step} */
    Duration step();

    /** {@return the steps of the horizon} */
    int steps();

    /** {@return the probability of contention, in [0, 1]} */
    double probability(int host, int resource, int step);

    /** {@return the expected share of the host's demanded work that is not served, in [0, 1]} */
    double shortfall(int host, int resource, int step);

    /** {@return the expected share of the VM's own demand that is not served, in [0, 1] but for rounding} */
    double vmShortfall(int vm, int resource, int step);

    /** {@return false if neither the host nor any of its VMs is short of anything in any scenario, so all is zero} */
    boolean isShort(int host);

    /** {@return the priority weight of a VM} */
    default double weight(int vm) {
        return fleet().vms().get(vm).priority().weight();
    }

    /** {@return the highest probability of contention of a host over all resources and steps, in [0, 1]} */
    default double peakProbability(int host) {
        double peak = 0;
        for (int r = 0; r < fleet().resources().size() && isShort(host); r++) {
            for (int t = 0; t < steps(); t++) {
                peak = Math.max(peak, probability(host, r, t));
            }
        }
        return peak;
    }

    /** Collects the numbers of a forecast, which are zero until they are set; not thread-safe. */
    final class Builder {

        private static final double ROUNDING = 1e-4;

        private final ContentionTable table;

        private Builder(Fleet fleet, Instant origin, Duration step, int steps) {
            this.table = new ContentionTable(fleet, origin, step, steps);
        }

        /**
         * Sets the probability of contention.
         *
         * @param value in [0, 1]
         */
        public Builder probability(int host, int resource, int step, double value) {
            table.setProbability(host, resource, step, require("probability", value, 1));
            return this;
        }

        /**
         * Sets the expected share of the host's demanded work that is not served.
         *
         * @param value in [0, 1]
         */
        public Builder shortfall(int host, int resource, int step, double value) {
            table.setShortfall(host, resource, step, require("shortfall", value, 1));
            return this;
        }

        /**
         * Sets the expected share of the VM's own demand that is not served.
         *
         * @param value in [0, 1]; a little more is taken for rounding
         */
        public Builder vmShortfall(int vm, int resource, int step, double value) {
            table.setVmShortfall(vm, resource, step, require("shortfall of a VM", value, 1 + ROUNDING));
            return this;
        }

        private static float require(String thing, double value, double most) {
            if (!(value >= 0 && value <= most)) {
                throw new IllegalArgumentException("The " + thing + " (" + value + ") must be from 0 to 1.");
            }
            return (float) value;
        }

        /** {@return the forecast; what is set afterwards is not in it} */
        public ContentionForecast build() {
            return table.copy();
        }
    }
}
