// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.risk;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.plugin.Plugin;

/**
 * Turns contention into one number for each VM. Implementations are immutable and thread-safe.
 *
 * <p>The control loop calls it once in each step for the whole fleet; a solver may call it often. An implementation reads
 * the columns of the forecast and writes one column, and allocates nothing for each VM.
 */
public interface RiskScorer extends Plugin {

    /**
     * Scores every VM of the forecast's fleet.
     *
     * @param contention of the placement to be judged; not to be kept, as whoever scores again and again writes the next one over it
     * @param scores receives the score of VM {@code v} at index {@code v}: finite, higher is worse
     * @throws IllegalArgumentException if the length of {@code scores} is not the number of VMs
     */
    void score(ContentionForecast contention, double[] scores);
}
