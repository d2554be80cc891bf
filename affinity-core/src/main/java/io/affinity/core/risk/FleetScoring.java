// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.risk;

import io.affinity.core.contention.ContentionWorkspace;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.risk.RiskReport;
import io.affinity.spi.risk.RiskScorer;
import org.jspecify.annotations.Nullable;

/**
 * Scores a whole fleet again and again from its scenarios: contention of all hosts, the share of each VM, and its risk. The
 * columns are written anew each time; with scenarios of a fleet it has seen it allocates nothing on one thread. Scores do
 * not depend on the number of threads. Not thread-safe.
 */
public final class FleetScoring {

    private final RiskScorer scorer;
    private final ContentionWorkspace workspace;
    private double[] scores = new double[0];
    private @Nullable ContentionForecast contention;

    /** @param threads how many threads take part, at least 1 */
    public FleetScoring(RiskScorer scorer, int threads) {
        this.scorer = scorer;
        this.workspace = new ContentionWorkspace(threads);
    }

    /** Scores the VMs in the placement of the scenarios' fleet; what was asked of earlier scores is forgotten. */
    public void score(Scenarios scenarios) {
        ContentionForecast estimated = workspace.estimate(scenarios);
        int vms = scenarios.fleet().vms().size();
        if (scores.length != vms) {
            scores = new double[vms];
        }
        scorer.score(estimated, scores);
        contention = estimated;
    }

    /** {@return the latest score of a VM, by its index} */
    public double scoreOf(int vm) {
        return scores[vm];
    }

    /**
     * {@return whether a host, by its index, or one of its VMs is short of anything in any of the latest scenarios}
     *
     * @throws IllegalStateException if nothing was scored yet
     */
    public boolean isShort(int host) {
        return latest().isShort(host);
    }

    /**
     * {@return the VMs whose latest score is above {@code threshold}, explained, by falling risk}
     *
     * @throws IllegalStateException if nothing was scored yet
     */
    public RiskReport report(double threshold) {
        return PlacementEvaluator.rank(latest(), scorer.name(), scores, threshold);
    }

    private ContentionForecast latest() {
        ContentionForecast latest = contention;
        if (latest == null) {
            throw new IllegalStateException("Nothing was scored yet.");
        }
        return latest;
    }
}
