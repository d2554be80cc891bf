package io.affinity.spi.placement;

import io.affinity.spi.model.Placement;
import java.util.List;

/** What came of a search. */
public sealed interface PlacementResult {

    /**
     * A better placement was found.
     *
     * @param recommendations one for each VM whose host differs, most useful first
     */
    record Improved(Placement placement, Objective before, Objective after, List<Recommendation> recommendations)
            implements PlacementResult {
        public Improved {
            recommendations = List.copyOf(recommendations);
        }
    }

    /** Nothing better than the present placement was found. */
    record Unchanged(Objective objective) implements PlacementResult {}

    /**
     * Nothing better was found, and the hard policies contradict each other: no placement on these hosts keeps all of them. Where something can be
     * improved in spite of that, it is improved, and the contradiction is told when nothing is left to improve.
     *
     * @param policies names of policies that cannot be kept together, of which none can be left out
     * @param explanation in one sentence
     */
    record Infeasible(List<String> policies, String explanation) implements PlacementResult {
        public Infeasible {
            policies = List.copyOf(policies);
        }
    }
}
