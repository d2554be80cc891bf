// SPDX-License-Identifier: Apache-2.0
package io.affinity.spring;

import io.affinity.core.RebalancerBuilder;

/** Changes the loop before it is made, by whatever its builder has; in the order of the beans. */
@FunctionalInterface
public interface RebalancerCustomizer {

    /** All else has been set. */
    void customize(RebalancerBuilder builder);
}
