// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchType;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;

/** How Timefold decides which move to take. */
enum TimefoldSetup {

    /** What its documentation recommends to begin with. */
    LATE_ACCEPTANCE("Timefold, late acceptance"),

    /** What its own example for the challenge is set up with. */
    TABU("Timefold, entity tabu");

    private static final int TABU_SIZE = 7;
    private static final int ACCEPTED = 2000;

    private final String label;

    TimefoldSetup(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    LocalSearchPhaseConfig phase() {
        LocalSearchPhaseConfig phase = new LocalSearchPhaseConfig();
        return switch (this) {
            case LATE_ACCEPTANCE -> phase.withLocalSearchType(LocalSearchType.LATE_ACCEPTANCE);
            case TABU ->
                phase.withAcceptorConfig(new LocalSearchAcceptorConfig().withEntityTabuSize(TABU_SIZE))
                        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(ACCEPTED));
        };
    }
}
