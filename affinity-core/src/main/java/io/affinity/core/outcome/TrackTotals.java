// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

/**
 * What came of one course of the placement, the true one or one that might have been. Immutable.
 *
 * @param contentionMinutes VM minutes on hosts that were short
 * @param weightedContentionHours the same in VM hours, each VM by the weight of its priority
 * @param activeHostHours time hosts spent with load
 * @param migrations that ended, however they did
 * @param migrationCost of these, in ordinary migrations
 * @param owedCost the part of it that rules, hosts to be emptied and operators asked for, and no forecast
 */
public record TrackTotals(
        double contentionMinutes,
        double weightedContentionHours,
        double activeHostHours,
        int migrations,
        double migrationCost,
        double owedCost) {

    static final TrackTotals NONE = new TrackTotals(0, 0, 0, 0, 0, 0);

    TrackTotals plus(TrackTotals other) {
        return new TrackTotals(
                contentionMinutes + other.contentionMinutes,
                weightedContentionHours + other.weightedContentionHours,
                activeHostHours + other.activeHostHours,
                migrations + other.migrations,
                migrationCost + other.migrationCost,
                owedCost + other.owedCost);
    }

    /** {@return the migrations alone, such as of a time of which nothing else is known} */
    TrackTotals migrationsOnly() {
        return new TrackTotals(0, 0, 0, migrations, migrationCost, owedCost);
    }

    /** {@return all of it in ordinary migrations} */
    public double cost(DecisionPrices prices) {
        return prices.contentionPerVmHour() * weightedContentionHours
                + prices.activeHostPerHour() * activeHostHours
                + migrationCost;
    }

    /** {@return what it is judged by: all but what was owed, in ordinary migrations} */
    public double judgedCost(DecisionPrices prices) {
        return cost(prices) - owedCost;
    }
}
