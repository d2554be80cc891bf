// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.risk.RiskReport;
import org.jspecify.annotations.Nullable;

/**
 * What a balancer decided, with what it knew.
 *
 * @param plan empty if nothing is to be done
 * @param outlook the forecasts behind it, or null if the balancer does not look ahead
 */
public record Decision(MigrationPlan plan, @Nullable Outlook outlook) {

    /**
     * What a balancer that looks ahead saw.
     *
     * @param contention if nothing is done
     * @param overload what of it no placement can help, or null if there is nothing of that kind
     * @param search what was asked and answered, or null if there was nothing to search for
     */
    public record Outlook(
            FleetForecast forecast,
            ContentionForecast contention,
            RiskReport risk,
            @Nullable Overload overload,
            @Nullable Search search) {

        /** {@return the same, with what a search came to} */
        Outlook with(Search found) {
            return new Outlook(forecast, contention, risk, overload, found);
        }

        /** {@return what the search came to, or null if there was none} */
        public @Nullable PlacementResult result() {
            return search == null ? null : search.result();
        }
    }

    /** A question to a solver, from which others can be asked again, and the answer. */
    public record Search(PlacementProblem problem, PlacementResult result) {}

    /** {@return what was seen, without what was planned} */
    public Decision withoutPlan() {
        return new Decision(MigrationPlan.empty(plan.createdAt()), outlook);
    }

    static Decision nothing(Situation situation) {
        return new Decision(MigrationPlan.empty(situation.fleet().observedAt()), null);
    }
}
