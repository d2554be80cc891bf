// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import java.util.List;

/**
 * How good the predictions of contention for a host's resource were, older ones counting exponentially less. Immutable and
 * thread-safe.
 *
 * <p>A prediction is for a placement. It is scored against the summed demand of the VMs that it was made for, wherever they
 * run by then, and not at all if one of them vanished or was not measured. Demand that a source could not see, because the
 * host was short, is missing from that sum.
 *
 * @param leads by increasing lead; only those at which anything was scored
 * @param reliability ten bins of equal width over the probability, all leads together
 */
public record HostAccuracy(HostId host, Resource resource, List<Lead> leads, List<ReliabilityBin> reliability) {

    public HostAccuracy {
        leads = List.copyOf(leads);
        reliability = List.copyOf(reliability);
    }

    /**
     * One lead. Scores are Brier scores: mean squared differences between probability and outcome, in [0, 1], zero for a
     * perfect forecast. Source: Brier, Monthly Weather Review 78 (1950).
     *
     * @param lead how many steps ahead
     * @param scored how many predictions came to be compared with what happened
     * @param brier of the predictions
     * @param persistenceBrier of "as at the origin"
     * @param seasonalBrier of "as a season ago", with the same VMs; of persistence where that is not known
     * @param frequency of contention
     */
    public record Lead(
            int lead, int scored, double brier, double persistenceBrier, double seasonalBrier, double frequency) {

        /** {@return the Brier skill over persistence; NaN where both scores are zero} */
        public double skillOverPersistence() {
            return Skill.of(brier, persistenceBrier);
        }

        /** {@return the Brier skill over seasonal naive; NaN where both scores are zero} */
        public double skillOverSeasonalNaive() {
            return Skill.of(brier, seasonalBrier);
        }
    }
}
