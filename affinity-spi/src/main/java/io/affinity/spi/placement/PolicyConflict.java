// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import java.util.List;

/**
 * Hard policies that no placement on the hosts that there are keeps together. Immutable and thread-safe.
 *
 * @param policies their names, of which none can be left out: without any one of them the others could be kept; never empty
 */
public record PolicyConflict(List<String> policies) {

    public PolicyConflict {
        policies = List.copyOf(policies);
        if (policies.isEmpty()) {
            throw new IllegalArgumentException("A conflict must name the policies (none) that cannot be kept.");
        }
    }
}
