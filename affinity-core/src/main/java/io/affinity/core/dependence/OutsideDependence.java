// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.time.Duration;

/**
 * A VM whose demand for a resource moves with a series from outside. Immutable and thread-safe.
 *
 * @param series by its name
 * @param resource of those of the VM the one for which it is the most certain
 * @param lag by which the VM follows the series; negative where the VM goes ahead
 * @param correlation of what is new in both at that lag, in [-1, 1]; negative for demand that falls when the series rises
 * @param pValue of the correlation over all lags, in [0, 1]: how likely a VM that has nothing to do with the series would look as
 *     dependent at any of the lags
 * @param effectiveSamples how many independent values tell as much as those that were seen
 */
public record OutsideDependence(
        String series,
        VmId vm,
        Resource resource,
        Duration lag,
        double correlation,
        double pValue,
        double effectiveSamples) {

    /** {@return whether what the series does tells of what the VM will demand, before it does} */
    public boolean isLeading() {
        return !lag.isNegative() && !lag.isZero();
    }
}
