// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

import java.util.List;

/**
 * What one kind of event adds to the VMs of a group, by a random effects model: each has its own effect, which varies around that of the
 * group (DerSimonian and Laird, Controlled Clinical Trials 7 (1986), section 2).
 *
 * @param size the mean of the group
 * @param error the variance of its error
 * @param spread the variance between VMs
 * @param isCertain whether it is more than chance
 */
record PooledEffect(double size, double error, double spread, boolean isCertain) {

    /** Of VMs that are alike, as a share of the size: a few may look more alike than they are. */
    private static final double LEAST_SPREAD = 0.2;

    /** The same if there is one VM only. */
    private static final double UNKNOWN_SPREAD = 0.5;

    /** A series without noise must not count for ever so much. */
    private static final double LEAST_VARIANCE = 1e-12;

    /** @param effects with finite variances, at least one */
    static PooledEffect of(List<OwnEffect> effects) {
        double weights = 0;
        double squaredWeights = 0;
        double sum = 0;
        for (OwnEffect effect : effects) {
            double weight = weight(effect, 0);
            weights += weight;
            squaredWeights += weight * weight;
            sum += weight * effect.size();
        }
        double alike = sum / weights;
        double least = effects.size() == 1 ? UNKNOWN_SPREAD : LEAST_SPREAD;
        double spread =
                Math.max(Math.pow(least * alike, 2), spread(effects, alike, weights - squaredWeights / weights));
        double spreadWeights = 0;
        double spreadSum = 0;
        for (OwnEffect effect : effects) {
            spreadWeights += weight(effect, spread);
            spreadSum += weight(effect, spread) * effect.size();
        }
        return new PooledEffect(spreadSum / spreadWeights, 1 / spreadWeights, spread, Certainty.of(alike, 1 / weights));
    }

    private static double spread(List<OwnEffect> effects, double mean, double scale) {
        double excess = 1.0 - effects.size();
        for (OwnEffect effect : effects) {
            excess += weight(effect, 0) * Math.pow(effect.size() - mean, 2);
        }
        return scale > 0 ? excess / scale : 0;
    }

    private static double weight(OwnEffect effect, double spread) {
        return 1 / Math.max(LEAST_VARIANCE, effect.variance() + spread);
    }

    /** {@return what is to be expected of a VM of the group: what it did itself, shrunk towards the group} */
    OwnEffect shrunk(OwnEffect own) {
        double prior = 1 / Math.max(LEAST_VARIANCE, error + spread);
        double likelihood = weight(own, 0);
        double precision = prior + likelihood;
        return new OwnEffect((prior * size + likelihood * own.size()) / precision, 1 / precision);
    }
}
