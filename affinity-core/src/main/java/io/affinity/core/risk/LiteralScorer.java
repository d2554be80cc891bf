// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.risk;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.risk.RiskScorer;

/**
 * The formula of the specification to the letter: {@code RiskScore = (1 - PredictedContention) x VMPriority}, with the
 * host's highest probability of contention over the horizon as PredictedContention.
 *
 * <p>It ranks VMs on <em>idle</em> hosts first, because it falls as contention grows. It is kept so that results of the
 * letter can be reproduced; use {@link ExpectedShortfallScorer} to decide. Range: 0 to the priority weight. Stateless and
 * thread-safe.
 */
public final class LiteralScorer implements RiskScorer {

    /** Needs no settings; also how {@link java.util.ServiceLoader} makes one. */
    public LiteralScorer() {}

    @Override
    public String name() {
        return "specification-literal";
    }

    @Override
    public void score(ContentionForecast contention, double[] scores) {
        Fleet fleet = contention.fleet();
        PlacementEvaluator.requireLength(scores, fleet);
        for (int v = 0; v < scores.length; v++) {
            double predicted = contention.peakProbability(fleet.hostIndexOf(v));
            scores[v] = (1 - predicted) * contention.weight(v);
        }
    }
}
