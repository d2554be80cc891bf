package io.affinity.core.balancing;

import io.affinity.spi.placement.ObjectiveWeights;
import java.time.Duration;

/**
 * What the predictive balancer is careful about.
 *
 * @param horizon how far it looks ahead, at least a step
 * @param scenarios how many joint draws of the future it weighs, 1 to 128
 * @param threshold the risk score above which a VM gives cause to search; not negative. Broken rules, draining hosts and
 *     costly hosts are causes of their own
 * @param cooldown for which a VM stays where it is after a migration
 * @param returnBan for which a VM must not go back to a host that it left; not shorter than the horizon, so that the
 *     evidence has changed entirely
 * @param weights what the terms of the objective are worth
 * @param affinity what it is worth to keep two VMs apart that always peak together, or on one host that always take turns, in
 *     migrations; finite, not negative. Zero, the default, leaves that to the scenarios, which know it too
 * @param cause what is reason enough to migrate
 * @param iterations budget of the search
 * @param seed of all random choices
 */
public record PredictiveSettings(
        Duration horizon,
        int scenarios,
        double threshold,
        Duration cooldown,
        Duration returnBan,
        ObjectiveWeights weights,
        double affinity,
        Cause cause,
        long iterations,
        long seed) {

    /** An hour ahead, 32 scenarios, an hour of cooldown, six hours before a VM may go back. */
    public static final PredictiveSettings DEFAULT = new PredictiveSettings(
            Duration.ofHours(1),
            32,
            0.002,
            Duration.ofHours(1),
            Duration.ofHours(6),
            ObjectiveWeights.CONTENTION_ONLY,
            0,
            Cause.FORECASTS,
            40,
            1);

    public PredictiveSettings {
        if (horizon.isNegative() || horizon.isZero() || cooldown.isNegative() || returnBan.compareTo(horizon) < 0) {
            throw new IllegalArgumentException("The horizon (" + horizon + ") must be positive, the cooldown ("
                    + cooldown + ") not negative, and the ban on going back (" + returnBan + ") at least the horizon.");
        }
        if (!(threshold >= 0)) {
            throw new IllegalArgumentException("The risk threshold (" + threshold + ") must not be negative or NaN.");
        }
        if (!(affinity >= 0) || Double.isInfinite(affinity)) {
            throw new IllegalArgumentException(
                    "The weight of affinities (" + affinity + ") must be finite and not negative.");
        }
    }

    /** Makes settings without dynamic affinities, for which forecasts are cause enough. */
    public PredictiveSettings(
            Duration horizon,
            int scenarios,
            double threshold,
            Duration cooldown,
            Duration returnBan,
            ObjectiveWeights weights,
            long iterations,
            long seed) {
        this(horizon, scenarios, threshold, cooldown, returnBan, weights, 0, Cause.FORECASTS, iterations, seed);
    }

    public PredictiveSettings withHorizon(Duration newHorizon) {
        return new PredictiveSettings(
                newHorizon, scenarios, threshold, cooldown, returnBan, weights, affinity, cause, iterations, seed);
    }

    public PredictiveSettings withScenarios(int newScenarios) {
        return new PredictiveSettings(
                horizon, newScenarios, threshold, cooldown, returnBan, weights, affinity, cause, iterations, seed);
    }

    public PredictiveSettings withThreshold(double newThreshold) {
        return new PredictiveSettings(
                horizon, scenarios, newThreshold, cooldown, returnBan, weights, affinity, cause, iterations, seed);
    }

    public PredictiveSettings withCooldown(Duration newCooldown) {
        return new PredictiveSettings(
                horizon, scenarios, threshold, newCooldown, returnBan, weights, affinity, cause, iterations, seed);
    }

    public PredictiveSettings withWeights(ObjectiveWeights newWeights) {
        return new PredictiveSettings(
                horizon, scenarios, threshold, cooldown, returnBan, newWeights, affinity, cause, iterations, seed);
    }

    public PredictiveSettings withSeed(long newSeed) {
        return new PredictiveSettings(
                horizon, scenarios, threshold, cooldown, returnBan, weights, affinity, cause, iterations, newSeed);
    }

    /** {@return a copy in which dynamic affinities are worth this much} */
    public PredictiveSettings withAffinity(double newAffinity) {
        return new PredictiveSettings(
                horizon, scenarios, threshold, cooldown, returnBan, weights, newAffinity, cause, iterations, seed);
    }

    public PredictiveSettings withCause(Cause newCause) {
        return new PredictiveSettings(
                horizon, scenarios, threshold, cooldown, returnBan, weights, affinity, newCause, iterations, seed);
    }
}
