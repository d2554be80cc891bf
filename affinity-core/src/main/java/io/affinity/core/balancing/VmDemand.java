// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.spi.model.Vm;

/** What a VM demands and demanded. */
public interface VmDemand {

    Vm vm();

    /** {@return the estimate for a resource, by its index; zero for a VM that nobody can tell it of} */
    double estimate(int resource);

    /**
     * {@return what it demanded in each of the last {@code steps} steps, the newest first; NaN where a value is missing or older
     * than what is kept. Shared: not to be changed}
     *
     * @param resource index in the fleet's resources
     * @param steps at least 1
     */
    double[] past(int resource, int steps);
}
