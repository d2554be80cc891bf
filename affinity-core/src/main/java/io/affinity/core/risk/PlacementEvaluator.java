// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.risk;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.risk.RiskReport;
import io.affinity.spi.risk.RiskScore;
import io.affinity.spi.risk.RiskScorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Scores all VMs of a placement and ranks them: {@code EvaluateVMPlacement} of the specification. Scores are one column for
 * the whole fleet; only VMs above the threshold are explained. Stateless.
 */
public final class PlacementEvaluator {

    private PlacementEvaluator() {}

    /** {@return every VM with its risk and what it would miss most, by falling risk} */
    public static RiskReport evaluatePlacement(ContentionForecast contention, RiskScorer scorer) {
        double[] scores = new double[contention.fleet().vms().size()];
        scorer.score(contention, scores);
        return rank(contention, scorer.name(), scores, Double.NEGATIVE_INFINITY);
    }

    /** {@return the VMs whose risk is above {@code threshold}, with what they would miss most, by falling risk} */
    public static RiskReport evaluatePlacement(ContentionForecast contention, RiskScorer scorer, double threshold) {
        double[] scores = new double[contention.fleet().vms().size()];
        scorer.score(contention, scores);
        return rank(contention, scorer.name(), scores, threshold);
    }

    static RiskReport rank(ContentionForecast contention, String scorer, double[] scores, double threshold) {
        List<RiskScore> ranked = new ArrayList<>();
        for (int v = 0; v < scores.length; v++) {
            if (scores[v] > threshold) {
                ranked.add(explain(contention, v, scores[v]));
            }
        }
        ranked.sort(Comparator.comparingDouble(RiskScore::score).reversed());
        return new RiskReport(contention.origin(), scorer, ranked);
    }

    private static RiskScore explain(ContentionForecast contention, int v, double score) {
        Fleet fleet = contention.fleet();
        int worstResource = 0;
        int worstStep = 0;
        for (int r = 0; r < fleet.resources().size(); r++) {
            for (int t = 0; t < contention.steps(); t++) {
                if (contention.vmShortfall(v, r, t) > contention.vmShortfall(v, worstResource, worstStep)) {
                    worstResource = r;
                    worstStep = t;
                }
            }
        }
        Vm vm = fleet.vms().get(v);
        return new RiskScore(
                vm.id(),
                fleet.hosts().get(fleet.hostIndexOf(v)).id(),
                score,
                fleet.resources().get(worstResource),
                contention.step().multipliedBy(worstStep + 1L),
                contention.vmShortfall(v, worstResource, worstStep),
                contention.probability(fleet.hostIndexOf(v), worstResource, worstStep),
                vm.priority().weight());
    }

    static void requireLength(double[] scores, Fleet fleet) {
        if (scores.length != fleet.vms().size()) {
            throw new IllegalArgumentException("The number of scores (" + scores.length + ") must be that of the VMs ("
                    + fleet.vms().size() + ").");
        }
    }
}
