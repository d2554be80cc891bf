// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.core.RebalancerListener;
import io.affinity.core.contention.ContentionEstimator;
import io.affinity.core.contention.ContentionModel;
import io.affinity.spi.migration.Gate;
import java.util.List;

/**
 * What a loop is given beside what its file says.
 *
 * @param gates that are asked after those of the file
 */
public record LoopParts(RebalancerListener listener, List<Gate> gates, ContentionModel contention) {

    public LoopParts {
        gates = List.copyOf(gates);
    }

    /** A listener, and nothing else. */
    public static LoopParts of(RebalancerListener listener) {
        return new LoopParts(listener, List.of(), ContentionEstimator::estimate);
    }
}
