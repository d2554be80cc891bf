// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import java.util.List;

/**
 * How good forecasts were over the whole fleet, as far as it is remembered. Immutable and thread-safe.
 *
 * @param forecasters the forecaster first, then the references
 * @param demoted how many series are forecast by a reference now
 * @param brier mean Brier score of the predicted contention over hosts, resources and leads; NaN if nothing was scored
 * @param persistenceBrier that of "as at the origin"
 * @param reliability ten bins of equal width over the probability
 */
public record LedgerSummary(
        List<ForecasterAccuracy> forecasters,
        int demoted,
        double brier,
        double persistenceBrier,
        List<ReliabilityBin> reliability) {

    public LedgerSummary {
        forecasters = List.copyOf(forecasters);
        reliability = List.copyOf(reliability);
    }
}
