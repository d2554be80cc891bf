// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Placement;

/** Says what scenarios do to each host and VM of a placement. Stateless and thread-safe; the library's is {@link ContentionEstimator}. */
public interface ContentionModel {

    /** {@return probability of contention and expected shortfall by host, VM, resource and step} */
    ContentionForecast estimate(Scenarios scenarios, Placement placement);
}
