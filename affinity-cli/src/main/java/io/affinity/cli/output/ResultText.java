// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PolicyConflict;
import java.util.ArrayList;
import java.util.List;

/** Says in words what a search came to besides what it recommends. */
public final class ResultText {

    private ResultText() {}

    /** {@return a line for each thing; none where nothing was found that needs saying} */
    public static List<String> of(PlacementResult result) {
        if (result instanceof PlacementResult.Refused refused) {
            return List.of("No plan: " + refused.explanation());
        }
        if (result instanceof PlacementResult.Improved improved) {
            List<String> lines = new ArrayList<>();
            lines.add(gap(improved.bound(), improved.after()));
            lines.addAll(conflicts(improved.conflicts()));
            return lines;
        }
        return conflicts(((PlacementResult.Unchanged) result).conflicts());
    }

    private static String gap(Bound bound, Objective reached) {
        if (bound.hardGap(reached) > 0) {
            return "Rules are left broken; no placement breaks them by less than "
                    + ReasonText.number(bound.hardViolation()) + ", this one by "
                    + ReasonText.number(reached.hardViolation()) + ".";
        }
        return bound.isReachedBy(reached)
                ? "No placement is better than this one."
                : "At most another " + ReasonText.number(bound.costGap(reached))
                        + " migrations' worth could be gained by any placement.";
    }

    private static List<String> conflicts(List<PolicyConflict> conflicts) {
        return conflicts.stream()
                .map(conflict -> conflict.policies().size() == 1
                        ? "No placement keeps the policy " + conflict.policies().get(0) + "."
                        : "No placement keeps these policies together: " + String.join(", ", conflict.policies()) + ".")
                .toList();
    }
}
