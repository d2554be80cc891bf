// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.Placement;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PolicyConflict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTextTest {

    private static final Placement PLACEMENT = new Placement(Map.of());

    private static List<String> improved(double hard, double cost, Bound bound, PolicyConflict... conflicts) {
        return ResultText.of(new PlacementResult.Improved(
                PLACEMENT,
                new Objective(2, Map.of()),
                new Objective(hard, Map.of(Objective.MIGRATIONS, cost)),
                bound,
                List.of(),
                List.of(conflicts)));
    }

    @Test
    void theBestThatCanBeIsCalledThat() {
        assertThat(improved(0, 3, new Bound(0, 3))).containsExactly("No placement is better than this one.");
    }

    @Test
    void whatMayBeLeftToGainIsSaid() {
        assertThat(improved(0, 5, new Bound(0, 3)))
                .containsExactly("At most another 2 migrations' worth could be gained by any placement.");
    }

    @Test
    void rulesThatAreLeftBrokenAreSetAgainstWhatMustBe() {
        assertThat(improved(2, 5, new Bound(1, 3), new PolicyConflict(List.of("apart", "together"))))
                .containsExactly(
                        "Rules are left broken; no placement breaks them by less than 1, this one by 2.",
                        "No placement keeps these policies together: apart, together.");
    }

    @Test
    void aPolicyThatContradictsItselfIsNamed() {
        assertThat(ResultText.of(new PlacementResult.Unchanged(
                        PLACEMENT,
                        new Objective(1, Map.of()),
                        Bound.NONE,
                        List.of(new PolicyConflict(List.of("apart"))))))
                .containsExactly("No placement keeps the policy apart.");
    }

    @Test
    void whatASolverSaidWrongIsToldInPlaceOfAPlan() {
        assertThat(ResultText.of(new PlacementResult.Refused(PLACEMENT, "The solver boasting was wrong.")))
                .containsExactly("No plan: The solver boasting was wrong.");
    }
}
