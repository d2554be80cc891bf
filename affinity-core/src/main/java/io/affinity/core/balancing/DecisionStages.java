// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.contention.ContentionEstimator;
import io.affinity.core.contention.ContentionModel;
import io.affinity.core.contention.ScenarioBuilder;
import io.affinity.core.contention.ScenarioModel;
import io.affinity.core.forecasting.DemandForecaster;
import io.affinity.core.plan.Planner;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.risk.RiskScorer;
import java.util.List;

/**
 * The stages by which a {@link PredictiveBalancer} decides, each of which may be another one. What judges them is not among them:
 * rules, the objective's recount and the check of a plan are the library's own.
 *
 * @param forecaster of the demand of a fleet
 * @param scenarios makes what turns forecasts into joint futures
 * @param contention what these mean for hosts
 * @param scorer of the risk of VMs
 * @param solver that searches a placement; counted again
 * @param terms of the user's, besides policies and demand
 * @param planner of the way there
 */
public record DecisionStages(
        DemandForecaster forecaster,
        ScenarioModel.Factory scenarios,
        ContentionModel contention,
        RiskScorer scorer,
        PlacementSolver solver,
        List<PlacementTerm> terms,
        Planner planner) {

    public DecisionStages {
        terms = List.copyOf(terms);
    }

    /** Starts with the library's own stages between these two. */
    public static Builder builder(DemandForecaster forecaster, Planner planner) {
        return new Builder(forecaster, planner);
    }

    /** Puts stages together. Not thread-safe. */
    public static final class Builder {

        private final DemandForecaster forecaster;
        private final Planner planner;
        private ScenarioModel.Factory scenarios = ScenarioBuilder::new;
        private ContentionModel contention = ContentionEstimator::estimate;
        private RiskScorer scorer = new ExpectedShortfallScorer();
        private PlacementSolver solver = new LocalSearchSolver();
        private List<PlacementTerm> terms = List.of();

        private Builder(DemandForecaster forecaster, Planner planner) {
            this.forecaster = forecaster;
            this.planner = planner;
        }

        public Builder scenarios(ScenarioModel.Factory factory) {
            scenarios = factory;
            return this;
        }

        public Builder contention(ContentionModel model) {
            contention = model;
            return this;
        }

        public Builder scorer(RiskScorer newScorer) {
            scorer = newScorer;
            return this;
        }

        public Builder solver(PlacementSolver newSolver) {
            solver = newSolver;
            return this;
        }

        public Builder terms(List<PlacementTerm> newTerms) {
            terms = newTerms;
            return this;
        }

        public DecisionStages build() {
            return new DecisionStages(forecaster, scenarios, contention, scorer, solver, terms, planner);
        }
    }
}
