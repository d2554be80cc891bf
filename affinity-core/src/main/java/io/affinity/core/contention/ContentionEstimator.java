// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Placement;

/**
 * Counts contention over scenarios, in arrays of its own for each call; {@link ContentionWorkspace} does the same in arrays
 * that are used again. Stateless and thread-safe.
 */
public final class ContentionEstimator {

    private ContentionEstimator() {}

    /** {@return the contention of a placement of the scenarios' fleet} */
    public static ContentionForecast estimate(Scenarios scenarios, Placement placement) {
        boolean isPresent = scenarios.fleet().placement().equals(placement);
        return new ContentionWorkspace(1)
                .estimate(
                        isPresent ? scenarios : scenarios.over(scenarios.fleet().withPlacement(placement)));
    }
}
