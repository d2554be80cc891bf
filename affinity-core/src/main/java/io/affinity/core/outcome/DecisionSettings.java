// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import java.time.Duration;

/**
 * How decisions are judged. Intervals are those of {@link BlockBootstrap}, of 80 %.
 *
 * <p>Once an hour the loop looks back over the window, as far as the rule in force was in force. Forecasts lose their place
 * where what they gained against the reactive rule, or against migrating nothing, is surely below zero (its interval is) and the
 * loss is more than {@code material}, and more than a tenth of what they gained in all the time that is kept: a quiet day is no
 * reason. They come back where what they would have gained against the rule in force is surely
 * above zero, or was not worse in three windows in a row.
 *
 * @param prices what is weighed
 * @param window over which is judged; at least {@code minimum} steps
 * @param minimum steps that must have been seen before anything is concluded, at least 12
 * @param kept how far back the sum with an interval reaches, at least the window. Memory: 32 bytes a step
 * @param material the smallest loss that counts, in migrations, over a window; not negative
 * @param demotes whether the loop draws the conclusion itself; if not, it only says what it found
 * @param seed of the resampling
 */
public record DecisionSettings(
        DecisionPrices prices,
        Duration window,
        int minimum,
        Duration kept,
        double material,
        boolean demotes,
        long seed) {

    /** A day, of which six hours of five-minute steps must have been seen; a week in the sum; twelve migrations. */
    public static final DecisionSettings DEFAULT =
            new DecisionSettings(DecisionPrices.DEFAULT, Duration.ofDays(1), 72, Duration.ofDays(7), 12, true, 1);

    public DecisionSettings {
        if (window.isNegative() || window.isZero() || kept.compareTo(window) < 0 || minimum < 12) {
            throw new IllegalArgumentException("The window (" + window + ") must be positive, what is kept (" + kept
                    + ") at least the window, and the minimum (" + minimum + " steps) at least 12.");
        }
        if (!(material >= 0)) {
            throw new IllegalArgumentException(
                    "The smallest loss that counts (" + material + " migrations) must not be negative or NaN.");
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

        private DecisionPrices prices;
        private Duration window;
        private int minimum;
        private Duration kept;
        private double material;
        private boolean demotes;
        private long seed;

        private Builder(DecisionSettings from) {
            prices = from.prices;
            window = from.window;
            minimum = from.minimum;
            kept = from.kept;
            material = from.material;
            demotes = from.demotes;
            seed = from.seed;
        }

        public Builder prices(DecisionPrices value) {
            prices = value;
            return this;
        }

        public Builder window(Duration value) {
            window = value;
            return this;
        }

        public Builder minimum(int value) {
            minimum = value;
            return this;
        }

        public Builder kept(Duration value) {
            kept = value;
            return this;
        }

        public Builder material(double value) {
            material = value;
            return this;
        }

        public Builder demotes(boolean value) {
            demotes = value;
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
        public DecisionSettings build() {
            return new DecisionSettings(prices, window, minimum, kept, material, demotes, seed);
        }
    }
}
