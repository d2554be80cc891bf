// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import io.affinity.spi.model.Placement;
import java.util.List;

/**
 * What came of a search: the best placement that is known, how far it may be from the best there can be, and which hard policies contradict
 * each other, if somebody looked for that. A contradiction keeps nothing else from being improved. Immutable and thread-safe.
 */
public sealed interface PlacementResult {

    /** {@return the best placement that is known; the present one where nothing better was found} */
    Placement placement();

    /**
     * A better placement was found.
     *
     * @param bound of all placements that the problem allows; what is left above it may be there to gain, or not
     * @param recommendations one for each VM whose host differs, most useful first
     * @param conflicts hard policies that no placement keeps together; empty if nobody looked for them, or there are none
     */
    record Improved(
            Placement placement,
            Objective before,
            Objective after,
            Bound bound,
            List<Recommendation> recommendations,
            List<PolicyConflict> conflicts)
            implements PlacementResult {

        public Improved {
            recommendations = List.copyOf(recommendations);
            conflicts = List.copyOf(conflicts);
        }

        /** A result of which nobody has looked for contradictions yet. */
        public Improved(
                Placement placement,
                Objective before,
                Objective after,
                Bound bound,
                List<Recommendation> recommendations) {
            this(placement, before, after, bound, recommendations, List.of());
        }
    }

    /**
     * Nothing better than the present placement was found.
     *
     * @param placement the present one
     * @param bound of all placements that the problem allows
     * @param conflicts hard policies that no placement keeps together; empty if nobody looked for them, or there are none
     */
    record Unchanged(Placement placement, Objective objective, Bound bound, List<PolicyConflict> conflicts)
            implements PlacementResult {

        public Unchanged {
            conflicts = List.copyOf(conflicts);
        }

        /** A result of which nobody has looked for contradictions yet. */
        public Unchanged(Placement placement, Objective objective, Bound bound) {
            this(placement, objective, bound, List.of());
        }
    }

    /**
     * A solver failed, or what it said of its result is not so: nothing follows from it. No solver gives this; whoever judges them does.
     *
     * @param placement the present one
     * @param explanation in whole sentences
     */
    record Refused(Placement placement, String explanation) implements PlacementResult {}
}
