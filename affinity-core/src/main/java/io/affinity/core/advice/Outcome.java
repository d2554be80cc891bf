// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.spi.model.Placement;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PolicyConflict;
import io.affinity.spi.placement.Recommendation;
import java.util.List;

/**
 * What would come of changes. Immutable and thread-safe.
 *
 * @param placement of all VMs that have a host
 * @param starts of new VMs, in the order in which they were named: every host that may take each, the one that it gets first; those that get none are homeless
 * @param migrations of VMs that run now, most useful first; from hosts that are not there any more as well
 * @param homeless VMs that find no host
 * @param before what the present placement is worth, without the changes
 * @param after what the new one is worth, with them; each homeless VM is a hard violation of one
 * @param bound of all placements with the changes; what no placement can be better than
 * @param conflicts hard policies that the changes leave broken, because no placement keeps them together
 */
public record Outcome(
        Placement placement,
        List<PlacementAdvice> starts,
        List<Recommendation> migrations,
        List<Homeless> homeless,
        Objective before,
        Objective after,
        Bound bound,
        List<PolicyConflict> conflicts) {

    public Outcome {
        starts = List.copyOf(starts);
        migrations = List.copyOf(migrations);
        homeless = List.copyOf(homeless);
        conflicts = List.copyOf(conflicts);
    }
}
