// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import java.util.Arrays;

/** The probabilities that quantiles are asked for. Strictly increasing, each in (0, 1). Immutable and thread-safe. */
public final class QuantileLevels {

    /** Enough for 80 %, 90 % and 95 % intervals and for sampling: 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975. */
    public static final QuantileLevels STANDARD = of(0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975);

    private final double[] levels;

    private QuantileLevels(double[] levels) {
        this.levels = levels;
    }

    /**
     * {@return these levels}
     *
     * @throws IllegalArgumentException if there are none, or they do not strictly increase within (0, 1)
     */
    public static QuantileLevels of(double... levels) {
        if (levels.length == 0) {
            throw new IllegalArgumentException("The list of quantile levels must not be empty.");
        }
        double previous = 0;
        for (double level : levels) {
            if (!(level > previous && level < 1)) {
                throw new IllegalArgumentException("The quantile levels " + Arrays.toString(levels)
                        + " must strictly increase and lie between 0 and 1.");
            }
            previous = level;
        }
        return new QuantileLevels(levels.clone());
    }

    /** {@return the number of levels} */
    public int size() {
        return levels.length;
    }

    /** {@return the level at {@code index}, in (0, 1)} */
    public double get(int index) {
        return levels[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantileLevels that && Arrays.equals(levels, that.levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        return Arrays.toString(levels);
    }
}
