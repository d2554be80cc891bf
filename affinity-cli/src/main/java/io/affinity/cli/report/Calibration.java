// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.List;

/**
 * Whether forecasts came as often as they said. Immutable and thread-safe.
 *
 * @param levels of the quantiles that were looked at, increasing, between 0 and 1
 * @param lines one for each resource; may be empty
 * @param sentences what it comes to, for people; may be empty
 */
public record Calibration(List<Double> levels, List<Line> lines, List<String> sentences) {

    /** Where nothing was forecast. */
    public static final Calibration NONE = new Calibration(List.of(), List.of(), List.of());

    /**
     * One resource.
     *
     * @param resource such as {@code cpu}, not blank
     * @param values how many forecasts were compared with what came
     * @param below the share of values below each quantile, 0 to 1, as many as there are levels
     * @param within80 the share of values within the 80 % interval, 0 to 1
     * @param within95 the same for 95 %
     */
    public record Line(String resource, long values, List<Double> below, double within80, double within95) {
        /** Copies the list. */
        public Line {
            Require.text("resource", resource);
            below = List.copyOf(below);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a line has another number of shares than there are levels
     */
    public Calibration {
        levels = List.copyOf(levels);
        lines = List.copyOf(lines);
        sentences = List.copyOf(sentences);
        for (Line line : lines) {
            Require.that(
                    line.below().size() == levels.size(),
                    "The shares of %s (%s) must be as many as the levels (%s).",
                    line.resource(),
                    line.below().size(),
                    levels.size());
        }
    }
}
