// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import io.affinity.spi.demand.Trust;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the VMs of a fleet demanded up to one step, all on one grid. A window onto the history that there is: nothing is copied to
 * hand it over, so it may be read by any number of threads, but only until the call returns that it was handed to.
 *
 * <p>VMs and resources are named by their indexes in {@link #fleet()}, whose order may be another one in the next step. Demand is
 * in the unit of the resource, never negative, infinite or absurd, and NaN where it is missing.
 */
public interface FleetHistory {

    /**
     * {@return the fleet at the newest step, with tenant, allocation and priority of each VM, and everything else that is known}
     */
    Fleet fleet();

    /** {@return the time of the newest step} */
    Instant origin();

    /** {@return the distance between two steps} */
    Duration step();

    /** {@return how many steps are kept, the newest one included; at least 1} */
    int length();

    /** {@return how many steps ago the series began, the newest one included; 0 if nothing is known of it, at most the length} */
    int age(int vm, int resource);

    /**
     * {@return the demand at a step}
     *
     * @param stepsBack 0 for the newest step, below {@link #length()}
     */
    double demand(int vm, int resource, int stepsBack);

    /**
     * Copies demand of successive steps, for whoever looks at a series many times.
     *
     * @param oldest how many steps back the first value is, below {@link #length()}
     * @param into filled from its begin to its end with the values of that step and of those after it, at most {@code oldest + 1}
     */
    default void read(int vm, int resource, int oldest, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = demand(vm, resource, oldest - i);
        }
    }

    /** {@return the greatest demand possible, such as the allocation; may be infinite. The least is zero} */
    double upperBound(int vm, int resource);

    /** {@return how far the recent measurements of a VM may be believed} */
    Trust trust(int vm);

    /** {@return what is known in advance and moves the demand of a VM; may be empty. Functions of time, which may be kept} */
    List<Covariate> covariates(int vm);
}
