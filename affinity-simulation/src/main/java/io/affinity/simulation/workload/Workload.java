// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the VMs of a simulation demand, recorded or generated. Immutable and thread-safe; a pure function of its arguments.
 *
 * <p>Steps are counted from {@link #start()}: step 0 is the first one simulated, steps below zero are the past that
 * telemetry already knows when a simulation begins. Between two steps demand is the straight line through both.
 */
public interface Workload {

    /** {@return the resources that it has demand for, in the order of the indexes} */
    ResourceSet resources();

    /** {@return the VMs, in the order of the indexes} */
    List<Vm> vms();

    /** {@return the time of step 0} */
    Instant start();

    /** {@return the distance between two steps} */
    Duration step();

    /** {@return how many steps there are from {@link #start()} on, at least 1} */
    int steps();

    /** {@return how many steps are known before {@link #start()}; zero or more} */
    int historySteps();

    /**
     * {@return the demand at a step, in the unit of the resource; finite and not negative, or NaN where the recording has
     * a gap}
     *
     * @param vm index in {@link #vms()}
     * @param resource index in {@link #resources()}
     * @param step from {@code -historySteps()} to {@code steps() - 1}
     */
    double demand(int vm, int resource, int step);

    /** {@return what was known in advance about the demand of this VM; empty unless the workload says more} */
    default List<Covariate> covariates(VmId vm) {
        return List.of();
    }
}
