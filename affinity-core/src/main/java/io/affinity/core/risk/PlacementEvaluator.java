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

/** Scores all VMs of a placement and ranks them: {@code EvaluateVMPlacement} of the specification. Stateless. */
public final class PlacementEvaluator {

    private PlacementEvaluator() {}

    /** {@return every VM with its risk and what it would miss most, by falling risk} */
    public static RiskReport evaluatePlacement(ContentionForecast contention, RiskScorer scorer) {
        Fleet fleet = contention.fleet();
        double[] scores = new double[fleet.vms().size()];
        scorer.score(contention, scores);
        List<RiskScore> ranked = new ArrayList<>(scores.length);
        for (int v = 0; v < scores.length; v++) {
            ranked.add(explain(contention, v, scores[v]));
        }
        ranked.sort(Comparator.comparingDouble(RiskScore::score).reversed());
        return new RiskReport(contention.origin(), scorer.name(), ranked);
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
                fleet.placement().hostOf(vm.id()),
                score,
                fleet.resources().get(worstResource),
                contention.step().multipliedBy(worstStep + 1L),
                contention.vmShortfall(v, worstResource, worstStep));
    }

    static void requireLength(double[] scores, Fleet fleet) {
        if (scores.length != fleet.vms().size()) {
            throw new IllegalArgumentException("The number of scores (" + scores.length + ") must be that of the VMs ("
                    + fleet.vms().size() + ").");
        }
    }
}
