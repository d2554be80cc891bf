// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import java.util.List;

/**
 * A VM that finds no host: it stays on one that is to be emptied, or would not run. Immutable and thread-safe.
 *
 * @param excluded all hosts that could be its own, by the first rule that forbids each when all others are where they would be; a host that is named
 *     by none would be free for it, and costs more than the search could avoid
 */
public record Homeless(VmId vm, List<Reason.HostsExcluded> excluded) {

    public Homeless {
        excluded = List.copyOf(excluded);
    }
}
