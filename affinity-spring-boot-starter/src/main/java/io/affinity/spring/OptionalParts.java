// SPDX-License-Identifier: Apache-2.0
package io.affinity.spring;

import io.affinity.core.RebalancerBuilder;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.risk.RiskScorer;
import org.springframework.beans.factory.ObjectProvider;

/** Beans that take the place of the library's own parts, where there are some. */
record OptionalParts(
        ObjectProvider<EventSource> events,
        ObjectProvider<PlacementTerm> terms,
        ObjectProvider<Gate> gates,
        ObjectProvider<RiskScorer> scorer,
        ObjectProvider<PlacementSolver> solver,
        ObjectProvider<MigrationCostModel> costs,
        ObjectProvider<MigrationLimits> limits) {

    void applyTo(RebalancerBuilder builder) {
        events.ifAvailable(builder::events);
        builder.terms(terms.orderedStream().toList());
        builder.gates(gates.orderedStream().toList());
        scorer.ifAvailable(builder::riskScorer);
        solver.ifAvailable(builder::solver);
        costs.ifAvailable(builder::costModel);
        limits.ifAvailable(builder::limits);
    }
}
