// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Recommendation;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be brought into an order. Immutable.
 *
 * @param fleet as it is now
 * @param recommendations most useful first; their sources are the fleet's present placement
 * @param mayPark whether a VM may stop over on a host on the way to its target
 * @param demand of the fleet from now on, which says what a target can take while both copies run; null if that is not known
 */
public record PlanRequest(
        Fleet fleet,
        List<Recommendation> recommendations,
        BiPredicate<VmId, HostId> mayPark,
        @Nullable Scenarios demand) {

    public PlanRequest {
        recommendations = List.copyOf(recommendations);
    }

    /** {@return the request for these recommendations, whatever is demanded, in which VMs may stop over wherever rules allow it} */
    public static PlanRequest of(Fleet fleet, List<Recommendation> recommendations) {
        return new PlanRequest(fleet, recommendations, (vm, host) -> true, null);
    }
}
