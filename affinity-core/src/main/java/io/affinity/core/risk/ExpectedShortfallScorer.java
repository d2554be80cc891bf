// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.risk;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.StepHours;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.risk.RiskScorer;

/**
 * The default scorer: what the VM itself would miss, weighted by its priority.
 *
 * <p>For VM {@code v} on host {@code h}, {@code score = weight(v) x sum over steps of d(t) x max over resources of
 * (vmShortfall(v, r, t) + 0.1 x probability(h, r, t))}, where {@code d(t)} falls by {@link StepHours#RISK_DISCOUNT} from step to step and sums to 1. Range: 0 (no
 * contention in any scenario) to 1.1 x weight. The probability counts a little by itself because a host that is often just
 * short is a worse place than the mean shortfall says. Stateless and thread-safe.
 */
public final class ExpectedShortfallScorer implements RiskScorer {

    private static final double PROBABILITY_SHARE = 0.1;

    /** Needs no settings; also how {@link java.util.ServiceLoader} makes one. */
    public ExpectedShortfallScorer() {}

    @Override
    public String name() {
        return "expected-shortfall";
    }

    @Override
    public void score(ContentionForecast contention, double[] scores) {
        Fleet fleet = contention.fleet();
        PlacementEvaluator.requireLength(scores, fleet);
        int resources = fleet.resources().size();
        int steps = contention.steps();
        double discount = StepHours.RISK_DISCOUNT;
        double total = (1 - Math.pow(discount, steps)) / (1 - discount);
        for (int v = 0; v < scores.length; v++) {
            int host = fleet.hostIndexOf(v);
            scores[v] = contention.isShort(host)
                    ? contention.weight(v) * missed(contention, v, host, resources, steps) / total
                    : 0;
        }
    }

    private static double missed(ContentionForecast contention, int vm, int host, int resources, int steps) {
        double sum = 0;
        double discount = 1;
        for (int t = 0; t < steps; t++) {
            double worst = 0;
            for (int r = 0; r < resources; r++) {
                double missed =
                        contention.vmShortfall(vm, r, t) + PROBABILITY_SHARE * contention.probability(host, r, t);
                // Not Math.max, whose care for NaN and signed zeros costs more than all the rest.
                worst = missed > worst ? missed : worst;
            }
            sum += discount * worst;
            discount *= StepHours.RISK_DISCOUNT;
        }
        return sum;
    }
}
