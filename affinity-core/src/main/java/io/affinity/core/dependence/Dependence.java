// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.time.Duration;

/**
 * Two VMs whose demand for a resource rises and falls together, or in turns. Immutable and thread-safe.
 *
 * @param vm the one that is first in the fleet
 * @param lag by which {@code other} follows {@code vm}; negative where it goes ahead
 * @param correlation rank correlation at that lag, shrunk towards zero by what is not certain of it; in [-1, 1], positive for
 *     VMs that peak together
 * @param pValue of the rank correlation over all lags, in [0, 1]: how likely independent series that remember as long as these
 *     two would look as dependent at any of the lags
 * @param effectiveSamples how many independent values tell as much as the dependent ones that were seen
 * @param deviation standard deviation of the demand of {@code vm}, in the unit of the resource
 * @param otherDeviation that of {@code other}
 */
public record Dependence(
        VmId vm,
        VmId other,
        Resource resource,
        Duration lag,
        double correlation,
        double pValue,
        double effectiveSamples,
        double deviation,
        double otherDeviation) {

    /** {@return whether they peak together; otherwise they take turns} */
    public boolean isCoinciding() {
        return correlation > 0;
    }
}
