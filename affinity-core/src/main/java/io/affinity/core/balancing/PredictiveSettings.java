// SPDX-License-Identifier: Apache-2.0
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
 * @param cooldown for which a VM stays where it is after a migration; at most 365 days, as the ban on going back
 * @param returnBan for which a VM must not go back to a host that it left; not shorter than the horizon, so that the
 *     evidence has changed entirely
 * @param weights what the terms of the objective are worth
 * @param affinity what it is worth to keep two VMs apart that always peak together, or on one host that always take turns, in
 *     migrations; finite, not negative. Zero, the default, leaves that to the scenarios, which know it too
 * @param cause what is reason enough to migrate
 * @param iterations budget of the search; not negative
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

    private static final int MOST_SCENARIOS = 128;
    private static final Duration LONGEST = Duration.ofDays(365);

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
        if (cooldown.compareTo(LONGEST) > 0 || returnBan.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The cooldown (" + cooldown + ") and the ban on going back (" + returnBan
                    + ") must be at most 365 days.");
        }
        if (scenarios < 1 || scenarios > MOST_SCENARIOS || iterations < 0) {
            throw new IllegalArgumentException("The number of scenarios (" + scenarios + ") must be from 1 to "
                    + MOST_SCENARIOS + ", and that of iterations (" + iterations + ") not negative.");
        }
        if (!(threshold >= 0)) {
            throw new IllegalArgumentException("The risk threshold (" + threshold + ") must not be negative or NaN.");
        }
        if (!(affinity >= 0) || Double.isInfinite(affinity)) {
            throw new IllegalArgumentException(
                    "The weight of affinities (" + affinity + ") must be finite and not negative.");
        }
    }

    /** Starts from {@link #DEFAULT}. */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Changes some of the settings, which mean what the record says of them. Not thread-safe. */
    public static final class Builder {

        private Duration horizon;
        private int scenarios;
        private double threshold;
        private Duration cooldown;
        private Duration returnBan;
        private ObjectiveWeights weights;
        private double affinity;
        private Cause cause;
        private long iterations;
        private long seed;

        private Builder(PredictiveSettings from) {
            horizon = from.horizon;
            scenarios = from.scenarios;
            threshold = from.threshold;
            cooldown = from.cooldown;
            returnBan = from.returnBan;
            weights = from.weights;
            affinity = from.affinity;
            cause = from.cause;
            iterations = from.iterations;
            seed = from.seed;
        }

        public Builder horizon(Duration value) {
            horizon = value;
            return this;
        }

        public Builder scenarios(int value) {
            scenarios = value;
            return this;
        }

        public Builder threshold(double value) {
            threshold = value;
            return this;
        }

        public Builder cooldown(Duration value) {
            cooldown = value;
            return this;
        }

        public Builder returnBan(Duration value) {
            returnBan = value;
            return this;
        }

        public Builder weights(ObjectiveWeights value) {
            weights = value;
            return this;
        }

        public Builder affinity(double value) {
            affinity = value;
            return this;
        }

        public Builder cause(Cause value) {
            cause = value;
            return this;
        }

        public Builder iterations(long value) {
            iterations = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public PredictiveSettings build() {
            return new PredictiveSettings(
                    horizon, scenarios, threshold, cooldown, returnBan, weights, affinity, cause, iterations, seed);
        }
    }
}
