// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.risk;

import java.time.Instant;
import java.util.List;

/**
 * All VMs of a fleet by risk. Immutable and thread-safe.
 *
 * @param origin the time of the last value that the forecasts knew
 * @param scorer name of the scorer
 * @param scores by falling score; equal scores in the order of the fleet
 */
public record RiskReport(Instant origin, String scorer, List<RiskScore> scores) {

    public RiskReport {
        scores = List.copyOf(scores);
    }

    /** {@return the scores above {@code threshold}, worst first} */
    public List<RiskScore> above(double threshold) {
        return scores.stream().filter(score -> score.score() > threshold).toList();
    }
}
